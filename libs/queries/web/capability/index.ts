import { FORM_COMPANIONS } from '#forms/web/capability';
import { fills, webCapability, WITH_PATIENTS } from '#kernel/web';
import { FILE_PANELS } from '#patients/web/capability';

const screens = () => import('../screens.js');

export const queriesOnScreen = webCapability({
  name: 'queries',
  places: [{ path: '/queries', label: $localize`Queries`, icon: 'talk', roles: WITH_PATIENTS, rank: 20 }],
  pages: [
    { path: 'queries', title: $localize`Queries`, loadComponent: () => screens().then((m) => m.QueryDeskPage) },
    {
      path: 'queries/fiches',
      title: $localize`Relire des fiches`,
      loadComponent: () => screens().then((m) => m.ReviewListPage),
    },
    {
      path: 'queries/relecture',
      title: $localize`Relire des valeurs`,
      loadComponent: () => screens().then((m) => m.ReviewPage),
    },
  ],
  parts: [
    fills(FORM_COMPANIONS, () => screens().then((m) => m.QUERIES_BESIDE_FORMS)),
    fills(FILE_PANELS, () => screens().then((m) => m.PatientQueries)),
  ],
});
