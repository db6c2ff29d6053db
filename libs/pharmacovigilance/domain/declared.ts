import { displayValue, missingReason, valueAt, type Applicability, type Form, type Protocol } from '#protocols/domain';
import type { Seriousness } from './clock.js';

/** A verbatim as the declarant typed it, and where: what pharmacovigilance codes. */
export interface Verbatim {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** What pharmacovigilance reads of a declaration, by the words of its protocol. Grade and seriousness stand apart. */
export interface Declared {
  readonly serious: Seriousness;
  /** In words; absent while it was not answered. */
  readonly grade?: string;
  /** The day on which the declarant says to have known. */
  readonly aware?: string;
  /** Those that were answered, in the order of the form. */
  readonly verbatims: readonly Verbatim[];
}

/** Only answers that apply count: what is hidden neither makes an effect serious nor is coded. */
export function declared(form: Form, found: Applicability, lists: Protocol['codeLists']): Declared {
  const names = form.case ?? {};
  const answersTo = (code: string | undefined) =>
    found.items
      .filter(({ item }) => item.code === code)
      .map(({ key, item }) => {
        const value = valueAt(found.values, key);
        return { key, label: item.label, code: value, text: displayValue(item, value, lists), missing: missingReason(value) !== undefined };
      });
  const given = (code: string | undefined) => answersTo(code).filter(({ text, missing }) => text !== '' && !missing);
  const grade = given(names.grade).map(({ text }) => text);
  const [aware] = given(names.aware);
  return {
    serious: seriousnessOf(answersTo(names.serious).map(({ code }) => code)),
    ...(grade.length > 0 && { grade: grade.join(', ') }),
    ...(typeof aware?.code === 'string' && { aware: aware.code }),
    verbatims: (names.verbatims ?? []).flatMap((code) => given(code).map(({ key, label, text }) => ({ key, label, text }))),
  };
}

/** One yes among several effects makes the declaration serious; only a no to each makes it not so. */
function seriousnessOf(answers: readonly unknown[]): Seriousness {
  if (answers.includes('O')) return 'yes';
  return answers.length > 0 && answers.every((answer) => answer === 'N') ? 'no' : 'unknown';
}
