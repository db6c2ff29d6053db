import { applicability, declaredItems, valueAt, type Env, type Form, type PatientBinding, type Values } from '#protocols/domain';

/** Who the patient is, as far as a form tells; empty while not typed. */
export interface PatientIdentity {
  readonly familyLetters: string;
  readonly givenLetters: string;
  readonly birth: string;
  readonly sex: '' | 'M' | 'F';
}

const SHAPES: Readonly<Record<PatientBinding, RegExp>> = {
  'patient.familyLetters': /^[A-Z]{3}$/,
  'patient.givenLetters': /^[A-Z]{2}$/,
  'patient.birth': /^\d{4}-\d{2}(-\d{2})?$/,
  'patient.sex': /^[MF]$/,
};

/** What the items that identify the patient hold (`binds`), as the patient's row keeps it. A value that cannot be an identity is none. */
export function identityIn(form: Form, values: Values, env: Env): PatientIdentity {
  const { values: counting } = applicability(form, values, env);
  const bound = (binding: PatientBinding): string => {
    const value = declaredItems(form)
      .filter(({ item, group }) => item.binds === binding && !group)
      .map(({ item }) => valueAt(counting, item.code))
      .find((each) => each !== undefined);
    return typeof value === 'string' && SHAPES[binding].test(value) ? value : '';
  };
  return {
    familyLetters: bound('patient.familyLetters'),
    givenLetters: bound('patient.givenLetters'),
    birth: bound('patient.birth'),
    sex: bound('patient.sex') as PatientIdentity['sex'],
  };
}
