import { webCapability, WITH_PATIENTS } from '#kernel/web';

export * from './slots.js';

const screens = () => import('../screens.js');

export const authorisationsOnScreen = webCapability({
  name: 'authorisations',
  places: [{ path: '/autorisations', label: $localize`Autorisations`, icon: 'pill', roles: WITH_PATIENTS, rank: 50 }],
  pages: [
    {
      path: 'autorisations',
      title: $localize`Autorisations`,
      loadComponent: () => screens().then((m) => m.AuthorisationsPage),
    },
    {
      path: 'autorisations/:id',
      title: $localize`Autorisation`,
      loadComponent: () => screens().then((m) => m.AuthorisationPage),
    },
  ],
});
