import type { QueryFilter, SearchQueries } from '#api-client';
import { type QueryState, STATES } from '../words.js';

/**
 * A filter of the list as it is saved under a name, and written in the address: nothing of a patient is in it. What narrows the list lives in
 * its address and nowhere else: opened from the menu, the desk is as it begins.
 */
export type Filter = QueryFilter;

/** A filter that is on or off, at hand as a word. */
export interface Toggle {
  readonly label: string;
  readonly isOn: (filter: Filter) => boolean;
  readonly turn: (filter: Filter) => Filter;
}

/** Ages that one may ask for, in days. */
export const AGES: readonly number[] = [7, 30, 60, 90];

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

/** Written in the address when no state is chosen: an address that asks for nothing is the desk as it begins. */
const EVERY_STATE = 'all';

/** The filter that an address asks for. */
export function fromAddress(asked: Readonly<Record<string, string | undefined>>): Filter {
  const found = NAMES.flatMap((name) => (asked[name] ? [[name, name === 'olderThanDays' ? Number(asked[name]) : asked[name]]] : []));
  if (!found.length) return AT_FIRST;
  const { state, ...others } = Object.fromEntries(found) as Filter;
  return state && state !== EVERY_STATE ? { state, ...others } : others;
}

/** The parameters of the address: null takes away what was there. */
export function toAddress(filter: Filter): Record<string, string | null> {
  const written: Partial<Record<(typeof NAMES)[number], unknown>> = isSameFilter(filter, AT_FIRST)
    ? {}
    : { ...without(filter), state: filter.state || EVERY_STATE };
  return Object.fromEntries(NAMES.map((name) => [name, written[name] === undefined ? null : String(written[name])]));
}
