import type { SearchEnrolments } from '#api-client';
import type { EnrolmentState } from './states.js';

/** A filter of the list: a word, and the states it stands for. */
export interface StateFilter {
  readonly label: string;
  readonly states: readonly EnrolmentState[];
}

export const STATE_FILTERS: readonly StateFilter[] = [
  { label: $localize`Brouillons`, states: ['draft'] },
  { label: $localize`À signer`, states: ['completed', 'half-signed'] },
  { label: $localize`Chez l’exploitant`, states: ['sent'] },
  { label: $localize`Complément demandé`, states: ['more-asked'] },
  { label: $localize`Accès accordé`, states: ['granted'] },
  { label: $localize`Avis défavorable`, states: ['refused'] },
  { label: $localize`Annulées`, states: ['cancelled'] },
];

/** What the list keeps from one visit to the next. Never the text searched for: it may be of a patient. */
export interface Filters {
  readonly states: readonly string[];
  readonly authorisationId?: string;
  readonly centreId?: string;
}

const KEPT = 'patients.filters';

export function keptFilters(): Filters {
  try {
    return { states: [], ...(JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Partial<Filters>) };
  } catch {
    return { states: [] };
  }
}

export function keepFilters(filters: Filters): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(filters));
  } catch {
    // A browser without storage forgets the filters, and nothing else.
  }
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
