import type { QueryFilter, SearchQueries } from '#api-client';
import { type QueryState, STATES } from './words.js';

/** A filter of the list as it is kept, saved under a name, and written in the address: nothing of a patient is in it. */
export type Filter = QueryFilter;

/** A filter that is on or off, at hand as a word. */
export interface Toggle {
  readonly label: string;
  readonly isOn: (filter: Filter) => boolean;
  readonly turn: (filter: Filter) => Filter;
}

/** Ages that one may ask for, in days. */
export const AGES: readonly number[] = [7, 30, 60, 90];

const KEPT = 'queries.filter';
const NAMES = ['state', 'authorisationId', 'centreId', 'formCode', 'origin', 'askedBy', 'assignee', 'overdue', 'olderThanDays'] as const;

/** What a desk begins with: what someone still has to do something about. */
export const AT_FIRST: Filter = { state: 'open,answered' };

const stateToggle = (state: QueryState, label: string): Toggle => ({
  label,
  isOn: (filter) => statesOf(filter).includes(state),
  turn: (filter) => {
    const on = statesOf(filter);
    const all = Object.keys(STATES) as QueryState[];
    return without({ ...filter, state: all.filter((each) => (each === state ? !on.includes(each) : on.includes(each))).join(',') });
  },
});

const toggle = <N extends 'origin' | 'askedBy' | 'assignee' | 'overdue'>(name: N, value: Filter[N], label: string): Toggle => ({
  label,
  isOn: (filter) => filter[name] === value,
  turn: (filter) => without({ ...filter, [name]: filter[name] === value ? undefined : value }),
});

/** The chips, in the order in which they stand. */
export const TOGGLES: readonly (readonly Toggle[])[] = [
  [
    stateToggle('open', $localize`Ouvertes`),
    stateToggle('answered', $localize`Répondues`),
    stateToggle('closed', $localize`Closes`),
    stateToggle('cancelled', $localize`Annulées`),
  ],
  [
    toggle('overdue', 'true', $localize`En retard`),
    toggle('assignee', 'me', $localize`À moi`),
    toggle('assignee', 'nobody', $localize`À personne`),
  ],
  [
    toggle('askedBy', 'system', $localize`Contrôles automatiques`),
    toggle('askedBy', 'operator', $localize`De l’opérateur`),
    toggle('askedBy', 'hospital', $localize`Du centre`),
  ],
];

export function statesOf({ state }: Filter): readonly string[] {
  return state ? state.split(',') : [];
}

/** Without what is empty, so that two filters that ask the same are the same. */
export function without(filter: Filter): Filter {
  return Object.fromEntries(NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
}

export function isSameFilter(one: Filter, other: Filter): boolean {
  return JSON.stringify(without(one)) === JSON.stringify(without(other));
}

/** What is sent. The text searched for goes in the body, and nowhere else. */
export function toSearch(filter: Filter, search: string, cursor?: string): SearchQueries {
  return { ...without(filter), ...(search.trim() && { search: search.trim() }), ...(cursor && { cursor }) };
}

/** The filter that an address asks for; undefined when it asks for none. */
export function fromAddress(asked: Readonly<Record<string, string | undefined>>): Filter | undefined {
  const found = NAMES.flatMap((name) => (asked[name] ? [[name, name === 'olderThanDays' ? Number(asked[name]) : asked[name]]] : []));
  return found.length ? (Object.fromEntries(found) as Filter) : undefined;
}

/** The parameters of the address: null takes away what was there. */
export function toAddress(filter: Filter): Record<string, string | null> {
  return Object.fromEntries(NAMES.map((name) => [name, filter[name] === undefined ? null : String(filter[name])]));
}

/** The filter of the last visit, in this tab. Never the text searched for: it may be of a patient. */
export function keptFilter(): Filter {
  try {
    const kept = sessionStorage.getItem(KEPT);
    return kept ? without(JSON.parse(kept) as Filter) : AT_FIRST;
  } catch {
    return AT_FIRST;
  }
}

export function keepFilter(filter: Filter): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(filter));
  } catch {
    // A browser without storage forgets the filter, and nothing else.
  }
}
