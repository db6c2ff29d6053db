import type { Type } from '@angular/core';
import { slot } from '#kernel/web';

/** What a higher floor adds to the page of an authorisation: has an `authorisation` input. */
export interface AuthorisationPanel {
  readonly authorisation: unknown;
}

/** On the page of an authorisation, below its life. */
export const AUTHORISATION_PANELS = slot<Type<AuthorisationPanel>>('panels of the page of an authorisation');
