import type { CanDeactivateFn } from '@angular/router';
import { fills, PAGE_NOTICES, webCapability } from '#kernel/web';
import { FILE_DECISION } from '#patients/web/capability';

export * from './slots.js';

const screens = () => import('../screens.js');

/** Nothing typed is lost by a click on a link: the page says when it may be left. */
const saved: CanDeactivateFn<{ mayLeave(): Promise<boolean> }> = (page) => page.mayLeave();

export const formsOnScreen = webCapability({
  name: 'forms',
  alone: [
    {
      path: 'questionnaire',
      title: $localize`Questionnaire`,
      canDeactivate: [saved],
      loadComponent: () => screens().then((m) => m.QuestionnairePage),
    },
  ],
  pages: [
    { path: 'dossiers/:id/fiches/:formId', loadChildren: () => screens().then((m) => m.formRoutes) },
    {
      path: 'protocoles/versions/:id/fiches/:code',
      title: $localize`Aperçu d’une fiche`,
      loadComponent: () => screens().then((m) => m.PreviewPage),
    },
    {
      path: 'reponses-gardees',
      title: $localize`Réponses gardées sur ce poste`,
      loadComponent: () => screens().then((m) => m.KeptPage),
    },
  ],
  parts: [
    fills(FILE_DECISION, () => screens().then((m) => m.DecisionPanel)),
    // What this device keeps of forms comes with the forms themselves.
    fills(PAGE_NOTICES, () => screens().then((m) => m.KeptNotice)),
  ],
});
