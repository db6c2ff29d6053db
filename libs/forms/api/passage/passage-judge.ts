import { passed, type Mapping, type Passed } from '#forms/domain';
import type { VersionOfProtocol } from '#protocols/api';
import { findItem, type Form, type Protocol, type Value } from '#protocols/domain';
import { standing, whyNot, type OpenForm } from '../records/open-form.js';
import type { FormAnswer } from '../say.js';

/** A form under the new version: what it becomes, or why it keeps its own. */
export interface Judged<Open extends OpenForm = OpenForm> {
  readonly open: Open;
  readonly target?: Form;
  readonly becomes?: Passed;
  readonly why?: FormAnswer;
}

/** Charter C12.5. */
export const LOCKED: FormAnswer = { code: 'passage-locked' };

/** What a passage does to one form. Anyone who asks has asked the policy about the protocol. */
export function judge<Open extends OpenForm>(open: Open, isLocked: boolean, to: VersionOfProtocol, mapping: Mapping): Judged<Open> {
  const target = to.document.forms.find(({ code }) => code === open.record.formCode);
  // A lock that would be lifted for nothing is not what is said.
  const why = keptBecause(open, to.document, target) ?? (isLocked ? LOCKED : undefined);
  if (why || !target) return { open, ...(why && { why }) };
  const [from, next] = [open, { protocol: to.document, form: target }];
  return { open, target, becomes: passed(from, next, open.record.values, mapping, open.env) };
}

/** Why a form keeps its version, whatever the mapping; undefined when it may go. */
function keptBecause(open: OpenForm, { version, calendar }: Protocol, target: Form | undefined): FormAnswer | undefined {
  const { record, enrolment, form } = open;
  if (standing(open).length > 0) return { code: 'passage-signed' };
  if (whyNot(open, 'write') !== undefined) return { code: 'passage-settled', params: { state: enrolment.state, ground: enrolment.ground } };
  if (!target) return { code: 'passage-without-form', params: { version } };
  if (target.kind !== form.kind || target.occurs !== form.occurs) return { code: 'passage-other-kind', params: { version } };
  const visits = [...calendar.visits, ...(calendar.unscheduled ? [calendar.unscheduled] : [])];
  if (record.visitCode && !visits.some(({ code, forms }) => code === record.visitCode && forms.includes(form.code)))
    return { code: 'passage-without-visit', params: { version } };
  return undefined;
}

/** Whether nothing prevents it from going. */
export function isReady({ becomes }: Judged): boolean {
  return becomes !== undefined && becomes.refused.length + becomes.unmapped.length === 0;
}

/** What is still to be said before it goes: each need once, in one order. */
export function needsOf({ open, target, becomes }: Judged): readonly string[] {
  if (!becomes || !target) return [];
  const items = becomes.unmapped.map((item) => `${open.form.code}/${item}`);
  const answers = becomes.refused.map(({ key, value }) => needOf(target.code, findItem(target, key)?.item.code ?? key, value));
  return [...new Set([...items, ...answers])].sort();
}

function needOf(form: string, item: string, value: Value): string {
  return `${form}/${item}/${JSON.stringify(value)}`;
}
