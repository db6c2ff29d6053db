import type { Form, Protocol } from '../language/language.js';
import { problemAt, type ProtocolProblem } from './protocol-problem.js';
import { referencesOfCondition, referencesOfOperand, type Reference } from '../rules/references.js';

/**
 * Inside a form the order of its items forbids circles; between forms nothing would: what one shows would depend on what the other shows.
 * Checks and limits of dates may read each other's forms, for they hide nothing.
 */
export function checkCycles({ forms }: Protocol): readonly ProtocolProblem[] {
  const reads = new Map(forms.map((form) => [form.code, new Set(shownBy(form).flatMap((reference) => reference.form ?? []))]));
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    [...(reads.get(from) ?? [])].some((next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))));

  const inCircle = forms.filter(({ code }) => reaches(code, code, new Set()));
  const [first] = inCircle;
  if (!first) return [];
  return [problemAt(['forms', forms.indexOf(first)], { code: 'cycle/forms', params: { codes: inCircle.map(({ code }) => code) } })];
}

/** What decides which items of a form exist, and what their calculated values are. */
function shownBy(form: Form): readonly Reference[] {
  const parts = form.sections.flatMap((section) => [
    section,
    ...section.content.flatMap((content) => (content.type === 'group' ? [content, ...content.items] : [content])),
  ]);
  return parts.flatMap((part) => [
    ...(part.when ? referencesOfCondition(part.when) : []),
    ...('formula' in part ? referencesOfOperand(part.formula) : []),
  ]);
}
