import type { CanDeactivateFn, Routes } from '@angular/router';
import { nothingUnsent, pastSecondFactor, signedIn } from '#kernel/web';
import { Shell } from './shell.js';

/** Nothing typed is lost by a click on a link: the page says when it may be left. */
const saved: CanDeactivateFn<{ mayLeave(): Promise<boolean> }> = (page) => page.mayLeave();

/** Nor words written beside a form, on any page; an open form asks for both, one after the other. */
const askedBefore = (places: Routes): Routes =>
  places.map((place) => (place.loadChildren ? place : { ...place, canDeactivate: [nothingUnsent] }));

/** Every address of the product. Pages are loaded when they are first asked for. */
export const routes: Routes = [
  { path: 'connexion', title: $localize`Se connecter`, loadComponent: () => import('#identity/web').then((m) => m.SignInPage) },
  // The address of a page that is put away: opened anew, it is the way in.
  { path: 'verrouille', redirectTo: 'connexion' },
  {
    path: 'profil',
    title: $localize`Choisir un profil`,
    canActivate: [pastSecondFactor],
    loadComponent: () => import('#identity/web').then((m) => m.ProfilePage),
  },
  {
    path: 'second-facteur',
    title: $localize`Second facteur`,
    loadComponent: () => import('#identity/web').then((m) => m.SecondFactorPage),
  },
  {
    path: 'questionnaire',
    title: $localize`Questionnaire`,
    canDeactivate: [saved],
    loadComponent: () => import('#forms/web').then((m) => m.QuestionnairePage),
  },
  {
    path: 'reconnexion',
    title: $localize`De nouveau connecté`,
    loadComponent: () => import('#identity/web').then((m) => m.SignedAgainPage),
  },
  {
    path: '',
    component: Shell,
    canActivate: [signedIn],
    canActivateChild: [signedIn],
    children: askedBefore([
      { path: '', pathMatch: 'full', title: $localize`Accueil`, loadComponent: () => import('#dashboards/web').then((m) => m.HomePage) },
      { path: 'patients', title: $localize`Patients`, loadComponent: () => import('#patients/web').then((m) => m.PatientsPage) },
      {
        path: 'demandes/nouvelle',
        title: $localize`Nouvelle demande`,
        loadComponent: () => import('#patients/web').then((m) => m.NewRequestPage),
      },
      {
        path: 'dossiers/:id',
        title: $localize`Dossier`,
        loadComponent: () => import('#patients/web').then((m) => m.FilePage),
        // The decision, declarations and queries stand on floors above the file: the shell brings them together.
        data: {
          decision: () => import('#forms/web').then((m) => m.DecisionPanel),
          panels: [
            () => import('#pharmacovigilance/web').then((m) => m.ChannelsPanel),
            () => import('#queries/web').then((m) => m.PatientQueries),
          ],
        },
      },
      { path: 'dossiers/:id/journal', title: $localize`Journal`, loadComponent: () => import('#patients/web').then((m) => m.JournalPage) },
      {
        path: 'dossiers/:id/fiches/:formId',
        // Queries and declarations accompany an open form from a floor above.
        data: { notices: [() => import('#pharmacovigilance/web').then((m) => m.DeclarationNotice)] },
        loadChildren: () =>
          import('#forms/web').then((m) => m.formRoutes(() => import('#queries/web').then((q) => q.QUERIES_BESIDE_FORMS))),
      },
      { path: 'queries', title: $localize`Queries`, loadComponent: () => import('#queries/web').then((m) => m.QueryDeskPage) },
      {
        path: 'queries/fiches',
        title: $localize`Relire des fiches`,
        loadComponent: () => import('#queries/web').then((m) => m.ReviewListPage),
      },
      {
        path: 'queries/relecture',
        title: $localize`Relire des valeurs`,
        loadComponent: () => import('#queries/web').then((m) => m.ReviewPage),
      },
      {
        path: 'pharmacovigilance',
        title: $localize`Pharmacovigilance`,
        loadComponent: () => import('#pharmacovigilance/web').then((m) => m.CasesPage),
      },
      {
        path: 'pharmacovigilance/:id',
        title: $localize`Déclaration`,
        loadComponent: () => import('#pharmacovigilance/web').then((m) => m.CasePage),
      },
      {
        path: 'autorisations',
        title: $localize`Autorisations`,
        loadComponent: () => import('#authorisations/web').then((m) => m.AuthorisationsPage),
      },
      {
        path: 'autorisations/:id',
        title: $localize`Autorisation`,
        loadComponent: () => import('#authorisations/web').then((m) => m.AuthorisationPage),
      },
      { path: 'protocoles', title: $localize`Protocoles`, loadComponent: () => import('#protocols/web').then((m) => m.ProtocolsPage) },
      {
        path: 'protocoles/versions/:id',
        title: $localize`Version d’un protocole`,
        loadComponent: () => import('#protocols/web').then((m) => m.VersionPage),
      },
      {
        path: 'protocoles/versions/:id/differences/:other',
        title: $localize`Différences entre versions`,
        loadComponent: () => import('#protocols/web').then((m) => m.DifferencesPage),
      },
      {
        path: 'protocoles/versions/:id/passage/:other',
        title: $localize`Passage des fiches commencées`,
        loadComponent: () => import('#protocols/web').then((m) => m.PassagePage),
      },
      {
        path: 'protocoles/versions/:id/fiches/:code',
        title: $localize`Aperçu d’une fiche`,
        loadComponent: () => import('#forms/web').then((m) => m.PreviewPage),
      },
      {
        path: 'designations',
        title: $localize`Désignations`,
        loadComponent: () => import('#access-rights/web').then((m) => m.DesignationsPage),
      },
      { path: 'comptes', title: $localize`Comptes`, loadComponent: () => import('#access-rights/web').then((m) => m.StaffPage) },
      {
        path: 'journal-des-acces',
        title: $localize`Journal des accès`,
        data: { whose: 'all' },
        loadComponent: () => import('#access-rights/web').then((m) => m.LooksPage),
      },
      {
        path: 'mes-sessions',
        title: $localize`Mes sessions et facteurs`,
        loadComponent: () => import('#identity/web').then((m) => m.OwnSessionsPage),
      },
      {
        path: 'mes-acces',
        title: $localize`Mes accès`,
        data: { whose: 'mine' },
        loadComponent: () => import('#access-rights/web').then((m) => m.LooksPage),
      },
      { path: 'droits', title: $localize`Droits d’accès`, loadComponent: () => import('#access-rights/web').then((m) => m.RulesPage) },
      {
        path: 'tableau-de-bord',
        title: $localize`Tableau de bord`,
        children: [
          { path: '', pathMatch: 'full', loadComponent: () => import('#dashboards/web').then((m) => m.OverviewPage) },
          {
            path: 'fiches',
            title: $localize`Patients et fiches`,
            loadComponent: () => import('#dashboards/web').then((m) => m.MatrixPage),
          },
          {
            path: 'liste',
            title: $localize`Fiches à saisir`,
            loadComponent: () => import('#dashboards/web').then((m) => m.FormListPage),
          },
          {
            path: 'manquants',
            title: $localize`Données manquantes`,
            loadComponent: () => import('#dashboards/web').then((m) => m.MissingPage),
          },
        ],
      },
      {
        path: 'envois',
        title: $localize`E-mails à surveiller`,
        loadComponent: () => import('#notifications/web').then((m) => m.MailsPage),
      },
      {
        path: 'reponses-gardees',
        title: $localize`Réponses gardées sur ce poste`,
        loadComponent: () => import('#forms/web').then((m) => m.KeptPage),
      },
      { path: '**', title: $localize`Page introuvable`, loadComponent: () => import('./not-found.page.js').then((m) => m.NotFoundPage) },
    ]),
  },
];
