import {
  advice,
  applicability,
  gaps,
  proposals,
  schedule,
  type Env,
  type Form,
  type Protocol,
  type RecordedForm,
  type Values,
} from '#protocols/domain';
import { shippedProtocols } from '../shipped-protocols.js';

/** What the shipped protocols say of answers, in one word each. */
export const every = shippedProtocols();

/** The latest version of a protocol. @throws Error when it is not shipped. */
export function latest(code: string): Protocol {
  const found = every.findLast(({ protocol }) => protocol.code === code);
  if (!found) throw new Error(`${code} is not shipped.`);
  return found.protocol;
}

/** Everything of these protocols is past, then. */
export const today: Env = { today: '2027-06-01' };
export const formOf = (protocol: Protocol, code: string) => protocol.forms.find((form) => form.code === code) as Form;
/** The keys of what applies. */
export const keys = (protocol: Protocol, code: string, values: Values, env: Partial<Env> = {}) =>
  applicability(formOf(protocol, code), values, { ...today, ...env }).items.map(({ key }) => key);
/** The forms that are proposed. */
export const proposed = (protocol: Protocol, code: string, values: Values, env: Partial<Env> = {}) => {
  const form = formOf(protocol, code);
  const at = { ...today, ...env };
  return proposals(form, applicability(form, values, at), at).map((each) => each.form);
};
/** The checks that ask or warn. */
export const asked = (protocol: Protocol, code: string, values: Values, env: Partial<Env> = {}) =>
  advice(formOf(protocol, code), values, { ...today, ...env }).map((each) => each.code);
/** What forbids a signature, but for what is not answered yet. */
export const refused = (protocol: Protocol, code: string, values: Values, env: Partial<Env> = {}) => {
  const form = formOf(protocol, code);
  const sections = form.sections.map((section) => section.code);
  return gaps(protocol, form, values, { ...today, ...env }, sections).flatMap(({ kind, key }) =>
    kind === 'missing' ? [] : `${kind} ${key}`,
  );
};
/** The calendar of a patient who began on a day, and perhaps stopped on another. */
export const states = (protocol: Protocol, start: string, at: string, records: readonly RecordedForm[] = [], last?: string) =>
  schedule(protocol, [{ form: 'FIT', state: 'complete' }, ...records], {
    today: at,
    forms: { FIT: { 'fit.date_debut': start }, ...(last !== undefined && { ARRET: { 'arr.date': last } }) },
  }).rows.map(
    ({ form, visit, occurrence, target, state }) => `${visit ?? '-'}${occurrence > 1 ? occurrence : ''} ${form} ${target ?? '-'} ${state}`,
  );
export const done = (visit: string, form = 'SUIVI', occurrence = 1): RecordedForm => ({ form, visit, occurrence, state: 'complete' });
