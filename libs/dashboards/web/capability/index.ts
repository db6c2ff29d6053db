import { webCapability, WITH_PATIENTS } from '#kernel/web';

const screens = () => import('../screens.js');

export const dashboardsOnScreen = webCapability({
  name: 'dashboards',
  places: [
    { path: '/', label: $localize`Accueil`, icon: 'home', roles: 'all', rank: 0 },
    {
      path: '/tableau-de-bord',
      label: $localize`Tableau de bord`,
      short: $localize`Tableau`,
      icon: 'grid',
      roles: WITH_PATIENTS,
      rank: 30,
    },
  ],
  pages: [
    { path: '', pathMatch: 'full', title: $localize`Accueil`, loadComponent: () => screens().then((m) => m.HomePage) },
    {
      path: 'statuts',
      title: $localize`Statuts`,
      loadComponent: () => screens().then((m) => m.StatusesPage),
    },
    {
      path: 'tableau-de-bord',
      title: $localize`Tableau de bord`,
      children: [
        { path: '', pathMatch: 'full', loadComponent: () => screens().then((m) => m.OverviewPage) },
        {
          path: 'fiches',
          title: $localize`Patients et fiches`,
          loadComponent: () => screens().then((m) => m.MatrixPage),
        },
        {
          path: 'liste',
          title: $localize`Fiches à saisir`,
          loadComponent: () => screens().then((m) => m.FormListPage),
        },
        {
          path: 'manquants',
          title: $localize`Données manquantes`,
          loadComponent: () => screens().then((m) => m.MissingPage),
        },
      ],
    },
  ],
});
