import { FORM_NOTICES } from '#forms/web/capability';
import { fills, webCapability } from '#kernel/web';
import { FILE_NOTICES, FILE_PANELS } from '#patients/web/capability';

const screens = () => import('../screens.js');

export const dispensingOnScreen = webCapability({
  name: 'dispensing',
  places: [
    {
      path: '/dispensation',
      label: $localize`Dispensation`,
      short: $localize`Dispen\u00adsation`,
      icon: 'swap',
      roles: ['pharmacist'],
      rank: 55,
    },
  ],
  pages: [{ path: 'dispensation', title: $localize`Dispensation`, loadComponent: () => screens().then((m) => m.DispensingPage) }],
  parts: [
    fills(FILE_NOTICES, () => screens().then((m) => m.FileReadingNotice)),
    fills(FORM_NOTICES, () => screens().then((m) => m.FormReadingNotice)),
    fills(FILE_PANELS, () => screens().then((m) => m.ReadingsPanel)),
  ],
});
