import type { KnownForm } from '#forms/api';
import type { PersonRef } from '#kernel/api';
import { calendarDate, inCodeOrder, own } from '#kernel/domain';
import { clockOf, daysLate, type Declared, DELAY_WORDS, leftInWords, SERIOUS_WORDS, type Seriousness } from '#pharmacovigilance/domain';
import type { CaseLine, Thread } from './case.store.js';
import type { CaseSummary, ClockView, CodingView, DeclarationView, VerbatimView } from './cases.messages.js';
import type { TransmissionView } from './transmission.messages.js';
import type { Coding, Declaration } from './entities.js';

/** A declaration with what is read of it. */
export interface ReadDeclaration {
  readonly declaration: Declaration;
  readonly record: KnownForm;
  readonly said: Declared;
}

/** @param only the centre that the patient left, when that is who reads: what others wrote in its form since is not told, nor that they did. */
export function viewDeclaration(
  { declaration, record, said }: ReadDeclaration,
  { codings, names }: Thread,
  now: Date,
  only: string | undefined,
): DeclarationView {
  const { formId, version, receivedAt, acknowledgedAt, acknowledgedBy, acknowledgedContent, transmittedContent } = declaration;
  const serious = only === undefined ? declaration.serious : said.serious;
  const sent = transmissionOf(declaration, serious, names);
  return {
    formId,
    version,
    ...(receivedAt && { receivedAt: receivedAt.toISOString() }),
    ...(receivedAt && !sent.transmitted && { clock: viewClock(receivedAt, serious, now) }),
    serious,
    seriousWords: SERIOUS_WORDS[serious],
    ...(said.grade !== undefined && { grade: said.grade }),
    ...(said.aware !== undefined && { aware: said.aware }),
    ...(acknowledgedAt && { acknowledgedAt: acknowledgedAt.toISOString() }),
    ...(acknowledgedBy && { acknowledgedBy: ref(acknowledgedBy, names) }),
    ...sent,
    changedSince: only === undefined && changed(record, acknowledgedContent, transmittedContent),
    state: record.state,
    missing: record.missing,
    verbatims: said.verbatims.map(({ key, label, text }): VerbatimView => {
      const coding = codings.find((each) => each.formId === formId && each.item === key);
      return { item: key, label, text, ...(coding && { coding: viewCoding(coding, record, names) }) };
    }),
  };
}

/** What the desk shows of a case, from its thread. */
export function viewCase(line: CaseLine, thread: readonly DeclarationView[], title: string): CaseSummary {
  const { one, enrolment, patient } = line;
  const received = thread.filter(({ receivedAt }) => receivedAt !== undefined);
  const latest = [...received].reverse();
  const open = received.filter(({ transmitted }) => !transmitted);
  const unread = received.filter(({ acknowledgedAt }) => !acknowledgedAt);
  // A serious declaration that is still to be transmitted is not made harmless by what completes it.
  const known = open.some(({ serious }) => serious === 'yes')
    ? 'yes'
    : (latest.find(({ serious }) => serious !== 'unknown')?.serious ?? 'unknown');
  const [nearest] = open.flatMap(({ clock }) => clock ?? []).sort((a, b) => a.daysLeft - b.daysLeft);
  const lastReceivedAt =
    received
      .flatMap(({ receivedAt }) => receivedAt ?? [])
      .sort()
      .at(-1) ?? one.lastReceivedAt.toISOString();
  const last = received.reduce<DeclarationView | undefined>((one, each) => (lately(each) > lately(one) ? each : one), undefined);
  const [transmitted] = received.flatMap((each) => each.transmitted ?? []).sort((a, b) => inCodeOrder(b.at, a.at));
  const grade = latest.find((each) => each.grade !== undefined)?.grade;
  const verbatim = latest.find(({ verbatims }) => verbatims.length > 0)?.verbatims[0]?.text;
  return {
    id: one.id,
    kind: one.kind,
    title,
    enrolmentId: enrolment.id,
    ...(enrolment.registrationNumber !== null && { registrationNumber: enrolment.registrationNumber }),
    letters: `${patient.familyLetters} ${patient.givenLetters}`.trim(),
    authorisationId: enrolment.authorisationId,
    authorisationCode: line.authorisationCode,
    medicine: line.medicine,
    centreId: one.centreId,
    centreName: line.centreName,
    serious: known,
    seriousWords: SERIOUS_WORDS[known],
    ...(grade !== undefined && { grade }),
    ...(verbatim !== undefined && { verbatim }),
    toCode: received.flatMap(({ verbatims }) => verbatims).filter(({ coding }) => !coding || coding.stale).length,
    receivedAt: received[0]?.receivedAt ?? lastReceivedAt,
    lastReceivedAt,
    ...(nearest && { clock: nearest }),
    declarations: received.length,
    toAcknowledge: unread.length,
    toTransmit: open.length,
    ...(unread.length === 0 && last?.acknowledgedAt && { acknowledgedAt: last.acknowledgedAt }),
    ...(unread.length === 0 && last?.acknowledgedBy && { acknowledgedBy: last.acknowledgedBy }),
    ...(open.length === 0 && transmitted && { transmitted }),
    changedSince: received.some((each) => each.changedSince),
    stateVersion: one.stateVersion,
  };
}

function viewClock(dayZero: Date, serious: Seriousness, now: Date): ClockView {
  const clock = clockOf(dayZero, serious, now);
  return { ...clock, delay: DELAY_WORDS[serious], words: leftInWords(clock) };
}

function transmissionOf(
  { receivedAt, transmittedOn: on, transmittedTo: to, transmittedBy: by, transmittedAt: at }: Declaration,
  serious: Seriousness,
  names: Thread['names'],
): { readonly transmitted?: TransmissionView } {
  if (!receivedAt || on === null || to === null || by === null || at === null) return {};
  return { transmitted: { on, to, by: ref(by, names), at: at.toISOString(), daysLate: daysLate(receivedAt, serious, calendarDate(on)) } };
}

/** Whether its answers are not any more those that someone read, or transmitted. */
function changed({ contentVersion }: KnownForm, ...read: readonly (number | null)[]): boolean {
  return read.some((content) => content !== null && content !== contentVersion);
}

function lately(declaration: DeclarationView | undefined): string {
  return declaration?.acknowledgedAt ?? '';
}

function viewCoding(coding: Coding, record: KnownForm, names: Thread['names']): CodingView {
  const { lltCode, lltName, ptCode, ptName, socName, dictionary, codedAt, codedBy, valueSeq, item } = coding;
  return {
    term: { code: lltCode, name: lltName, ptCode, ptName, socName },
    dictionary,
    codedAt: codedAt.toISOString(),
    codedBy: ref(codedBy, names),
    stale: own(record.marks, item)?.[0] !== valueSeq,
  };
}

function ref(id: string, names: Thread['names']): PersonRef {
  return { id, name: names.get(id) ?? '' };
}
