import { own } from '#kernel/domain';
import type { Moved, Refusal } from '#forms/domain';
import { rowInWords } from '#patients/domain';
import type { VersionOfProtocol } from '#protocols/api';
import { choicesOf, displayValue, findItem, findRow, type Form, type Protocol, type Value } from '#protocols/domain';
import type { FormQuestion } from '../acts/form-changes.js';
import { isReady, type Judged } from './passage-judge.js';
import type { FormPassageView, MovedAnswer, RefusedAnswer } from './passage.messages.js';
import type { BegunForm } from './passage.store.js';
import { titleOf, type OpenForm } from '../records/open-form.js';
import { say } from '../say.js';

/** What becomes of it, in words. */
export function viewJudged({ open, target, becomes, why }: Judged, at: BegunForm, to: Protocol): FormPassageView {
  const place = viewPlace(open, at);
  const nothing = { moved: [], left: [], hidden: [], missing: [], refused: [], asked: [] };
  if (!becomes || !target) return { ...place, ...nothing, outcome: 'kept', why: why ? say(why) : '' };
  const [former, now] = [readerOf(open.form, open.protocol), readerOf(target, to)];
  return {
    ...place,
    outcome: isReady({ open, becomes }) ? 'ready' : 'undecided',
    moved: becomes.changed.filter(({ from }) => !findRow(open.form, from)).map((each) => viewMoved(each, former, now)),
    left: becomes.left.map(({ key, old }) => ({ label: former.label(key), old: former.say(key, old) })),
    hidden: becomes.hidden.map(now.label),
    missing: becomes.missing.map(now.label),
    refused: becomes.refused.map((refusal) => viewRefused(refusal, former, target, to)),
    asked: [...becomes.asked.map(({ key }) => now.label(key)), ...goneOf({ open, becomes }).map(({ label }) => label)],
  };
}

/** Which form it is, and of whom. */
export function viewPlace(open: OpenForm, { enrolmentId, registrationNumber, letters, centreName }: BegunForm) {
  return {
    formId: open.record.id,
    enrolmentId,
    title: titleOf(open),
    centreName,
    ...(registrationNumber && { registrationNumber }),
    ...(letters && { letters }),
  };
}

/** Labels of the fields that lose their answer, each once. */
export function lostBy({ open, becomes }: Judged): readonly string[] {
  const label = readerOf(open.form, open.protocol).label;
  return [...new Set((becomes?.left ?? []).filter(({ key }) => findItem(open.form, key)).map(({ key }) => label(key)))];
}

/** What the centre is asked about a form that goes. */
export function questionsOf(judged: Judged, { version }: VersionOfProtocol): readonly FormQuestion[] {
  const kept = (judged.becomes?.asked ?? []).map(({ key, says }) => ({
    item: key,
    // The answer itself stands beside the question, as every query shows it.
    question: say({ code: 'answer-refused-now', params: { version, why: say(says) } }),
  }));
  const gone = goneOf(judged).map(({ label, ...about }) => ({
    item: '',
    question: say({ code: 'answer-left', params: { version, label } }),
    gone: about,
  }));
  return [...kept, ...gone];
}

/** The answers about which the centre is asked though no field holds them: by field or group, and by the centre that gave them. */
function goneOf({ open, becomes }: Judged) {
  const reader = readerOf(open.form, open.protocol);
  const found = new Map<string, { code: string; label: string; centreId: string; words: string }>();
  for (const { key, old, asks: code } of becomes?.left ?? []) {
    const item = findItem(open.form, key);
    if (code === undefined || !item) continue;
    const centreId = own(open.record.marks, key)?.[1] ?? open.record.centreId;
    const ofGroup = item.group?.code === code;
    const before = found.get(`${code} ${centreId}`);
    const words = ofGroup ? say({ code: 'in-row', params: { label: item.item.label, value: reader.say(key, old) } }) : reader.say(key, old);
    const label = ofGroup ? item.group.label : reader.label(key);
    found.set(`${code} ${centreId}`, { code, label, centreId, words: before ? `${before.words}\u202f; ${words}` : words });
  }
  return [...found.values()];
}

interface Reader {
  readonly label: (key: string) => string;
  readonly say: (key: string, value: Value) => string;
}

function readerOf(form: Form, { codeLists }: Protocol): Reader {
  return {
    label: (key) => {
      const found = findItem(form, key);
      return found ? [found.group?.label, found.item.label].filter(Boolean).join(' – ') : (findRow(form, key)?.group.label ?? key);
    },
    say: (key, value) => {
      const found = findItem(form, key);
      return found ? displayValue(found.item, value, codeLists) : rowInWords(findRow(form, key)?.group.rowLabel ?? '');
    },
  };
}

function viewMoved({ from, to, old, new: value }: Moved, former: Reader, now: Reader): MovedAnswer {
  const [label, toLabel] = [former.label(from), now.label(to)];
  return { label, ...(toLabel !== label && { toLabel }), old: former.say(from, old), new: now.say(to, value) };
}

function viewRefused({ from, key, value, says }: Refusal, former: Reader, form: Form, { codeLists }: Protocol): RefusedAnswer {
  const item = findItem(form, key)?.item;
  // One answer of several is no decision that a list of one can say.
  const choices = item && item.type !== 'multi' ? (choicesOf(item, codeLists) ?? []) : [];
  return {
    form: form.code,
    item: item?.code ?? key,
    label: item?.label ?? key,
    value,
    words: former.say(from, value),
    message: say(says),
    choices: choices.map(({ code, label }) => ({ code, label })),
  };
}
