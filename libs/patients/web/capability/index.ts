import { webCapability, WITH_PATIENTS } from '#kernel/web';

export * from './slots.js';

const screens = () => import('../screens.js');

export const patientsOnScreen = webCapability({
  name: 'patients',
  places: [
    {
      path: '/patients',
      label: $localize`Patients`,
      icon: 'people',
      covers: ['/dossiers/', '/demandes/'],
      roles: WITH_PATIENTS,
      rank: 10,
    },
  ],
  pages: [
    { path: 'patients', title: $localize`Patients`, loadComponent: () => screens().then((m) => m.PatientsPage) },
    {
      path: 'demandes/nouvelle',
      title: $localize`Nouvelle demande`,
      loadComponent: () => screens().then((m) => m.NewRequestPage),
    },
    { path: 'dossiers/:id', title: $localize`Dossier`, loadComponent: () => screens().then((m) => m.FilePage) },
    {
      path: 'dossiers/:id/journal',
      title: $localize`Journal`,
      loadComponent: () => screens().then((m) => m.JournalPage),
    },
    {
      path: 'dossiers/:id/acces',
      title: $localize`Qui a accès`,
      loadComponent: () => screens().then((m) => m.SeersPage),
    },
  ],
});
