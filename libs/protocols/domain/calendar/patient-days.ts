import { own } from '#kernel/domain';
import { declaredItems } from '../language/keys.js';
import type { Env, Form, Values } from '../language/language.js';
import { openingFormOf } from '../language/opening-form.js';
import { allChecks } from '../forms/own-checks.js';
import { partialDatesOf } from '../rules/answers-compared.js';
import { valueAt } from '../language/values.js';

type PatientDay = 'birth' | 'treatedFrom';

/** The answer of a form filled once that tells one of the patient's days. */
interface ToldBy {
  readonly form: string;
  readonly item: string;
}

/** Where the birth, and the day 0 of the treatment, are told. */
export function patientDaysToldBy(forms: readonly Form[]): Readonly<Partial<Record<PatientDay, ToldBy>>> {
  const opening = openingFormOf({ forms });
  const fit = forms.find(({ kind, occurs }) => occurs === 'once' && kind === 'FIT');
  const birth = opening && declaredItems(opening).find(({ item }) => item.binds === 'patient.birth')?.item.code;
  return {
    ...(opening && birth !== undefined && { birth: { form: opening.code, item: birth } }),
    ...(fit?.heldOn !== undefined && { treatedFrom: { form: fit.code, item: fit.heldOn } }),
  };
}

/**
 * What every date of the patient is held against, and which answers of other forms are dates known in part.
 * @param once what is answered, of what applies, in the forms that are filled once, by form
 */
export function patientDays(
  forms: readonly Form[],
  once: Readonly<Record<string, Values>>,
): Pick<Env, 'birth' | 'treatedFrom' | 'partialDates'> {
  const told = patientDaysToldBy(forms);
  const said = (by: ToldBy | undefined) => by && valueAt(own(once, by.form) ?? {}, by.item);
  const [birth, treatedFrom] = [said(told.birth), said(told.treatedFrom)];
  const partial = forms
    .filter(({ occurs }) => occurs === 'once')
    .map((form): [string, string[]] => [form.code, [...partialDatesOf(form)]])
    .filter(([, items]) => items.length > 0);
  return {
    ...(typeof birth === 'string' && { birth }),
    ...(typeof treatedFrom === 'string' && { treatedFrom }),
    ...(partial.length > 0 && { partialDates: Object.fromEntries(partial) }),
  };
}

/** The patient's days that the product's own checks of a form read elsewhere. */
export function patientDaysRead(form: Form): readonly PatientDay[] {
  const asked = allChecks(form).map(({ assert }) => ('compare' in assert ? assert.compare[2] : undefined));
  return (['birth', 'treatedFrom'] as const).filter((day) => asked.includes(day));
}
