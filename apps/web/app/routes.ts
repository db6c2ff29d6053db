import type { Routes } from '@angular/router';
import { nothingUnsent, signedIn } from '#kernel/web';
import { CAPABILITIES } from './capabilities.js';
import { Shell } from './shell.js';

/** Nor are words written beside a form lost, on any page; an open form asks for both, one after the other. */
const askedBefore = (pages: Routes): Routes =>
  pages.map((page) => (page.loadChildren ? page : { ...page, canDeactivate: [nothingUnsent] }));

/** Every address of the product. Pages are loaded when they are first asked for. */
export const routes: Routes = [
  ...CAPABILITIES.flatMap(({ alone }) => alone),
  {
    path: '',
    component: Shell,
    canActivate: [signedIn],
    canActivateChild: [signedIn],
    children: askedBefore([
      ...CAPABILITIES.flatMap(({ pages }) => pages),
      { path: '**', title: $localize`Page introuvable`, loadComponent: () => import('./not-found.page.js').then((m) => m.NotFoundPage) },
    ]),
  },
];
