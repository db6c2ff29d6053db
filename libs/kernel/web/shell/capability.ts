import type { Provider } from '@angular/core';
import type { Routes } from '@angular/router';
import type { Place } from './place.js';

/** What a capability hands the client, in one place: the rail, the addresses and what pages hold for others are folds over the list of them. */
export interface WebCapability {
  readonly name: string;
  /** Its places of the rail. */
  readonly places: readonly Place[];
  /** Its pages, within the frame that who is signed in has around every page. Each is loaded when it is first asked for. */
  readonly pages: Routes;
  /** Its pages that stand alone: before one is signed in, or in a patient's hands. */
  readonly alone: Routes;
  /** What it brings to the pages of lower floors: `fills(SLOT, …)`. */
  readonly parts: readonly Provider[];
}

/** A manifest is loaded with the first page of all: it names pages and parts, and imports none. */
export function webCapability(declared: Pick<WebCapability, 'name'> & Partial<WebCapability>): WebCapability {
  return { places: [], pages: [], alone: [], parts: [], ...declared };
}
