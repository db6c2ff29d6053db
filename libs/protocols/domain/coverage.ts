import { canonicalJson } from '#kernel/domain';
import { applicability } from './applicability.js';
import { declaredItems } from './keys.js';
import type { Env, Form, SignatureRule, Values } from './language.js';

/** Codes of the items that the signature of that role covers, groups' items included. */
export function itemsCovered(form: Form, role: SignatureRule['role']): readonly string[] {
  const covered = new Set((form.signatures ?? []).filter((rule) => rule.role === role).flatMap((rule) => rule.covers));
  return declaredItems(form)
    .filter(({ section }) => covered.has(section.code))
    .map(({ item }) => item.code);
}

/**
 * What a signature says yes to, as one text to be hashed: the answers that apply in the sections covered, calculated ones and
 * rows included.
 */
export function canonicalContent(form: Form, values: Values, covers: readonly string[], env: Env): string {
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
    values: Object.fromEntries(answered.map((key) => [key, found.values[key]])),
  });
}

/** Whether a change touches what the signature covers, and so voids it. */
export function coveredChanged(form: Form, rule: SignatureRule, before: Values, after: Values, env: Env): boolean {
  return canonicalContent(form, before, rule.covers, env) !== canonicalContent(form, after, rule.covers, env);
}
