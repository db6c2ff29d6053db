import { FORM_NOTICES } from '#forms/web/capability';
import { fills, webCapability } from '#kernel/web';
import { FILE_PANELS } from '#patients/web/capability';

const screens = () => import('../screens.js');

export const pharmacovigilanceOnScreen = webCapability({
  name: 'pharmacovigilance',
  places: [
    {
      path: '/pharmacovigilance',
      label: $localize`Pharmacovigilance`,
      short: $localize`Pharmaco\u00advigilance`,
      icon: 'alert',
      roles: ['exploitant', 'data-manager'],
      rank: 40,
      // At the holder's, it is what one comes for.
      rankOf: { exploitant: 15 },
    },
  ],
  pages: [
    {
      path: 'pharmacovigilance',
      title: $localize`Pharmacovigilance`,
      loadComponent: () => screens().then((m) => m.CasesPage),
    },
    {
      path: 'pharmacovigilance/:id',
      title: $localize`Déclaration`,
      loadComponent: () => screens().then((m) => m.CasePage),
    },
  ],
  parts: [
    fills(FILE_PANELS, () => screens().then((m) => m.ChannelsPanel)),
    fills(FORM_NOTICES, () => screens().then((m) => m.DeclarationNotice)),
  ],
});
