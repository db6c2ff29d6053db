import { longestTerm } from '#authorisations/domain';
import { compactIdentifier, isCalendarDate } from '#kernel/domain';
import type { PatientsMessage } from './say.js';

/** The authorisation that ANSM gave for one patient: its number and the days for which it holds (charter R6). */
export interface AnsmAuthorisation {
  readonly number: string;
  readonly fromDay: string;
  readonly untilDay: string;
}

/** Neither a norm nor a check digit of ANSM's numbers is published: a shape that lets no sentence in, and no name. */
const SHAPE = /^(?=(?:.*\d){4})[A-Z0-9](?:[A-Z0-9 ./-]{2,22})[A-Z0-9]$/;

/** The number as it is kept and shown, from what someone typed: in capitals. */
export function ansmNumberOf(typed: string): string {
  return typed
    .trim()
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .toUpperCase();
}

/** By what two of them are compared: `AAC 2026-01234` and `aac2026.01234` are one. */
export function ansmKeyOf(number: string): string {
  return compactIdentifier(number);
}

/** What is wrong, and in which of its three answers. */
export interface AnsmProblem {
  readonly path: keyof AnsmAuthorisation;
  readonly says: PatientsMessage;
}

/** An authorisation by name lasts one year at most (charter R2). @param number as it is kept */
export function ansmProblems({ number, fromDay, untilDay }: AnsmAuthorisation): AnsmProblem[] {
  const problems: AnsmProblem[] = SHAPE.test(number) ? [] : [{ path: 'number', says: { code: 'no-ansm-number' } }];
  if (!isCalendarDate(fromDay) || !isCalendarDate(untilDay)) return problems;
  if (untilDay < fromDay) return [...problems, { path: 'untilDay', says: { code: 'ansm-ends-first' } }];
  const last = longestTerm('AAC', fromDay);
  return untilDay > last ? [...problems, { path: 'untilDay', says: { code: 'ansm-too-long', params: { last } } }] : problems;
}

/** Whether one of them still holds on that day, or will: an authorisation whose days are past opens nothing. */
export function holdsOn(authorisations: readonly Pick<AnsmAuthorisation, 'untilDay'>[], day: string): boolean {
  return authorisations.some(({ untilDay }) => untilDay >= day);
}
