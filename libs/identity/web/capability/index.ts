import { pastSecondFactor, webCapability } from '#kernel/web';

const screens = () => import('../screens.js');

export const identityOnScreen = webCapability({
  name: 'identity',
  places: [{ path: '/centres', label: $localize`Centres`, icon: 'centre', roles: ['gestionnaire'], rank: 75 }],
  alone: [
    { path: 'connexion', title: $localize`Se connecter`, loadComponent: () => screens().then((m) => m.SignInPage) },
    // The address of a page that is put away: opened again, it is the way in.
    { path: 'verrouille', redirectTo: 'connexion' },
    {
      path: 'profil',
      title: $localize`Choisir un profil`,
      canActivate: [pastSecondFactor],
      loadComponent: () => screens().then((m) => m.ProfilePage),
    },
    {
      path: 'second-facteur',
      title: $localize`Second facteur`,
      loadComponent: () => screens().then((m) => m.SecondFactorPage),
    },
    {
      path: 'reconnexion',
      title: $localize`De nouveau connecté`,
      loadComponent: () => screens().then((m) => m.SignedAgainPage),
    },
  ],
  pages: [
    // Apart from the way in, which everyone loads first: what reads a file is the manager's alone.
    {
      path: 'centres',
      title: $localize`Centres`,
      loadComponent: () => import('../centres.page.js').then((m) => m.CentresPage),
    },
    {
      path: 'mes-sessions',
      title: $localize`Mes sessions et facteurs`,
      loadComponent: () => screens().then((m) => m.OwnSessionsPage),
    },
  ],
});
