import { canonicalJson, own } from '#kernel/domain';
import { applicability } from './applicability.js';
import { findItem, findRow } from '../language/keys.js';
import { isTyped } from '../kinds/index.js';
import { isOpeningKind } from '../language/opening-form.js';
import type { Env, Form, SignatureRule, Values } from '../language/language.js';

const SIGNED_FREELY = 'J’ai relu cette fiche et j’en approuve le contenu.';

/**
 * The signatures that a form may bear: those that the form which opens the enrolment requires; of any other form a prescriber's and a pharmacist's, offered where a centre
 * wishes, over the whole of it, and never required (charter C5.6).
 */
export function signatureRules({ kind, signatures, sections }: Form): readonly SignatureRule[] {
  if (isOpeningKind(kind)) return signatures ?? [];
  const covers = sections.map(({ code }) => code);
  return signatures ?? (['prescriber', 'pharmacist'] as const).map((role) => ({ role, meaning: SIGNED_FREELY, covers }));
}

/**
 * What a signature says yes to, as one text to be hashed: the answers that apply in the sections covered, calculated ones and
 * rows included. Of a form of the follow-up, what was typed there: what applies reads other forms, which change without it.
 */
export function canonicalContent(form: Form, values: Values, covers: readonly string[], env: Env): string {
  if (!isOpeningKind(form.kind))
    return canonicalJson({ form: form.code, covers: [...covers].sort(), values: typedIn(form, values, covers) });
  const found = applicability(form, values, env);
  const counts = (section: { code: string }) => covers.includes(section.code);
  const keys = [
    ...found.items.filter(({ section }) => counts(section)).map(({ key }) => key),
    ...found.groups
      .filter(({ section }) => counts(section))
      .flatMap(({ group, rowIds }) => rowIds.map((rowId) => `${group.code}/${rowId}`)),
  ];
  const answered = keys.filter((key) => Object.hasOwn(found.values, key));
  return canonicalJson({
    form: form.code,
    covers: [...covers].sort(),
    values: Object.fromEntries(answered.map((key) => [key, own(found.values, key)])),
  });
}

function typedIn(form: Form, values: Values, covers: readonly string[]): Values {
  const typed = Object.entries(values).filter(([key]) => {
    const found = findItem(form, key);
    const section = found?.section ?? findRow(form, key)?.section;
    return section !== undefined && covers.includes(section.code) && (!found || isTyped(found.item));
  });
  return Object.fromEntries(typed);
}

/** Whether a change touches what the signature covers, and so voids it. */
export function coveredChanged(form: Form, rule: SignatureRule, before: Values, after: Values, env: Env): boolean {
  return canonicalContent(form, before, rule.covers, env) !== canonicalContent(form, after, rule.covers, env);
}
