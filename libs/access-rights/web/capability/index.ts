import { AT_HOSPITAL, webCapability, WITH_PATIENTS } from '#kernel/web';

const screens = () => import('../screens.js');

export const accessRightsOnScreen = webCapability({
  name: 'access-rights',
  places: [
    { path: '/designations', label: $localize`Désignations`, icon: 'badge', roles: AT_HOSPITAL, rank: 70 },
    {
      path: '/revue-des-acces',
      label: $localize`Revue des accès`,
      short: $localize`Revue`,
      icon: 'check',
      roles: ['pharmacist'],
      rank: 72,
    },
    {
      path: '/revues-des-acces',
      label: $localize`Revues des accès`,
      short: $localize`Revues`,
      icon: 'check',
      roles: ['gestionnaire'],
      rank: 77,
    },
    { path: '/comptes', label: $localize`Comptes`, icon: 'key', roles: ['gestionnaire'], rank: 80 },
    {
      path: '/journal-des-acces',
      label: $localize`Journal des accès`,
      short: $localize`Accès`,
      icon: 'history',
      roles: ['gestionnaire'],
      rank: 100,
    },
    {
      path: '/droits',
      label: $localize`Droits d’accès`,
      short: $localize`Droits`,
      icon: 'scales',
      roles: [...WITH_PATIENTS, 'administrateur'],
      rank: 110,
    },
  ],
  pages: [
    {
      path: 'designations',
      title: $localize`Désignations`,
      loadComponent: () => screens().then((m) => m.DesignationsPage),
    },
    { path: 'revue-des-acces', title: $localize`Revue des accès`, loadComponent: () => screens().then((m) => m.ReviewPage) },
    { path: 'revues-des-acces', title: $localize`Revues des accès`, loadComponent: () => screens().then((m) => m.ReviewsPage) },
    { path: 'comptes', title: $localize`Comptes`, loadComponent: () => screens().then((m) => m.StaffPage) },
    {
      path: 'journal-des-acces',
      title: $localize`Journal des accès`,
      data: { whose: 'all' },
      loadComponent: () => screens().then((m) => m.LooksPage),
    },
    {
      path: 'mes-acces',
      title: $localize`Mes accès`,
      data: { whose: 'mine' },
      loadComponent: () => screens().then((m) => m.LooksPage),
    },
    { path: 'droits', title: $localize`Droits d’accès`, loadComponent: () => screens().then((m) => m.RulesPage) },
  ],
});
