import type { SearchEnrolments } from '#api-client';
import { type EnrolmentState, STATES } from '../states.js';

/** A filter of the list: a word, and the states it stands for. */
export interface StateFilter {
  readonly label: string;
  readonly states: readonly EnrolmentState[];
}

export const STATE_FILTERS: readonly StateFilter[] = [
  { label: $localize`Brouillons`, states: ['draft'] },
  { label: STATES.completed.label, states: ['completed', 'half-signed'] },
  { label: STATES.sent.label, states: ['sent'] },
  { label: STATES['more-asked'].label, states: ['more-asked'] },
  { label: $localize`${STATES.granted.label} ou inclus`, states: ['granted'] },
  { label: STATES.refused.label, states: ['refused'] },
  { label: $localize`Annulées`, states: ['cancelled'] },
];

/** What the list is narrowed by. It lives in the address and nowhere else: the list opened from the menu is whole. Never the text searched for. */
export interface Filters {
  readonly states: readonly string[];
  readonly authorisationId?: string;
  readonly centreId?: string;
}

/** The filters that an address asks for: `etats=draft,completed`. */
export function fromAddress(states?: string, authorisationId?: string, centreId?: string): Filters {
  return { states: states?.split(',').filter(Boolean) ?? [], authorisationId, centreId };
}

export function isSameFilter(one: Filters, other: Filters): boolean {
  return JSON.stringify(toSearch(one, '')) === JSON.stringify(toSearch(other, ''));
}

export function toSearch(filters: Filters, search: string, cursor?: string): SearchEnrolments {
  return {
    ...(search.trim() && { search: search.trim() }),
    ...(filters.states.length && { states: filters.states.join(',') }),
    ...(filters.authorisationId && { authorisationId: filters.authorisationId }),
    ...(filters.centreId && { centreId: filters.centreId }),
    ...(cursor && { cursor }),
  };
}
