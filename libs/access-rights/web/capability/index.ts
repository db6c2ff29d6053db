import { AT_HOSPITAL, webCapability, WITH_PATIENTS } from '#kernel/web';

const screens = () => import('../screens.js');

export const accessRightsOnScreen = webCapability({
  name: 'access-rights',
  places: [
    { path: '/designations', label: $localize`Désignations`, icon: 'badge', roles: AT_HOSPITAL, rank: 70 },
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
