import { inject } from '@angular/core';
import type { CanDeactivateFn, Routes } from '@angular/router';
import { Unsent } from '#kernel/web';
import { FormPage } from './sheet/form.page.js';
import { SigningPage } from './signing/signing.page.js';

/** Nothing typed is lost by a click on a link: the page says when it may be left, and nothing is signed while something typed waits. */
const saved: CanDeactivateFn<FormPage> = async (page, _route, here, next) => {
  const unsent = inject(Unsent);
  const isToSign = next.url.startsWith(`${here.url.split(/[?#]/)[0]}/signature/`);
  return (await (isToSign ? page.mayGoToSign() : page.mayLeave())) && unsent.mayLeave();
};

/** The addresses of an open form. */
export const formRoutes: Routes = [
  { path: '', pathMatch: 'full', title: $localize`Fiche`, canDeactivate: [saved], component: FormPage },
  { path: 'signature/:role', title: $localize`Signature`, component: SigningPage },
];
