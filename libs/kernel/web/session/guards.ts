import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { Session } from './session.js';

/** Lets signed-in people through; leads others to sign in, to their second factor, or to choose a profile, and back here; a patient to the questionnaire, always. */
export const signedIn: CanActivateFn = async (_route, { url }) => {
  const session = inject(Session);
  const router = inject(Router);
  const view = session.view() ?? (await session.refresh({ touch: false }));
  if (view.state === 'signed-in') return true;
  if (view.state === 'handed-over') return router.createUrlTree(['/questionnaire']);
  const place = view.state === 'signed-out' ? '/connexion' : view.state === 'second-factor' ? '/second-facteur' : '/profil';
  return router.createUrlTree([place], { queryParams: url === '/' ? {} : { retour: url } });
};

/** Before a profile is chosen: anyone who has their second factor still to give goes there first. */
export const pastSecondFactor: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  const { state } = session.view() ?? (await session.refresh({ touch: false }));
  return state !== 'second-factor' || router.createUrlTree(['/second-facteur']);
};

/** An address inside this application, or the home: nobody is led elsewhere by a link. */
export function safeReturn(address: string | undefined): string {
  return address && /^\/(?![/\\])/.test(address) ? address : '/';
}
