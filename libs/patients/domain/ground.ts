import type { Kind } from '#authorisations/domain';

/**
 * On what an enrolment opens (charter R7). Under early access, on the holder's opinion. Compassionate access asks for none: the enrolment opens by itself once its form is signed,
 * by name with the number that ANSM gave for that patient, under a framework on its criteria.
 */
export const GROUNDS = ['holder-opinion', 'ansm-number', 'framework-criteria'] as const;
export type Ground = (typeof GROUNDS)[number];

const OF_KIND: Readonly<Record<Kind, Ground>> = {
  'AAP-PRE-AMM': 'holder-opinion',
  'AAP-POST-AMM': 'holder-opinion',
  AAC: 'ansm-number',
  'AAC-PRE-PRECOCE': 'ansm-number',
  CPC: 'framework-criteria',
};

/** The one place where the kind of authorisation says how its enrolments open. An enrolment keeps what was true when it began. */
export function groundOf(kind: Kind): Ground {
  return OF_KIND[kind];
}

/** Whether someone decides on the request before the patient has a number. */
export function asksOpinion(ground: Ground): boolean {
  return ground === 'holder-opinion';
}

/** Whether the patient has an authorisation of their own, with a number given by ANSM (charter R6). */
export function bearsAnsmNumber(ground: Ground): boolean {
  return ground === 'ansm-number';
}
