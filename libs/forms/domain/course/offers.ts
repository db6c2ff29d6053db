import { applicability, proposals, type Values } from '#protocols/domain';
import type { Course, PatientForm } from './course.js';

/**
 * Answers that the patient's other forms offer to a form that they propose, by item; of two that offer the same, those of the later one. Nothing is
 * answered by them: anyone who fills the form takes them up, or not.
 */
export function offersTo(form: string, { schedule, envOf }: Pick<Course, 'schedule' | 'envOf'>): Values {
  const sources = new Set(schedule.rows.flatMap(({ record }): PatientForm[] => (record ? [record.source] : [])));
  const offering = [...sources].filter(({ rules }) => rules.proposes?.some((each) => each.form === form && each.with));
  const offers = offering.flatMap(({ id, rules, values }) =>
    proposals(rules, applicability(rules, values, envOf(id)), envOf(id)).filter((each) => each.form === form),
  );
  return Object.assign({}, ...offers.map((each) => each.offers));
}
