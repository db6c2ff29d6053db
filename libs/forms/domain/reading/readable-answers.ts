import { applicability, type Applicability, type Env, type Form, type Values } from '#protocols/domain';
import type { Marks } from '../changes/marks.js';
import { onlyCentre, visibleValues, type Viewer } from './visible-values.js';
import { withAnswered } from './with-answered.js';

/** A form as it is kept: its answers, those that its conditions hide among them. */
export interface KeptAnswers {
  readonly values: Values;
  readonly marks: Marks;
}

/**
 * The one way to read answers for others: what that person may see, of the questions that apply. An answer that a condition hides is kept for
 * anyone who types in the form, who may bring its question back; to everyone else it says nothing of the patient. Whether a question applies is told by all answers, also those
 * that this person does not see.
 */
export function readableAnswers(form: Form, { values, marks }: KeptAnswers, env: Env, viewer: Viewer): Applicability {
  if (onlyCentre(viewer) === undefined) return applicability(form, values, env);
  const seen = visibleValues(values, marks, viewer);
  const counting = applicability(form, values, env).values;
  const own = Object.fromEntries(Object.entries(seen).filter(([key]) => Object.hasOwn(counting, key)));
  return withAnswered(form, applicability(form, seen, env), own);
}
