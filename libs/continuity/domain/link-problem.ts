import type { Kind } from '#authorisations/domain';
import type { ContinuityMessage } from './say.js';

/** An authorisation, as far as a link looks at it. */
export interface Linked {
  readonly id: string;
  readonly code: string;
  /** On that day. */
  readonly kind: Kind;
  readonly holderId: string;
  /** The substance: names of medicines carry strengths and forms. */
  readonly inn: string;
}

const EARLY: readonly Kind[] = ['AAP-PRE-AMM', 'AAP-POST-AMM'];

/**
 * Why an early access does not take over from a compassionate one; undefined when it may (charter C8.1). From compassionate to early and never back, so that no link
 * ever closes a circle.
 */
export function linkProblem(former: Linked, later: Linked): ContinuityMessage | undefined {
  if (former.id === later.id) return { code: 'link-itself' };
  if (EARLY.includes(former.kind)) return { code: 'link-wrong-way', params: { code: former.code } };
  if (!EARLY.includes(later.kind)) return { code: 'link-not-early', params: { code: later.code } };
  if (former.holderId !== later.holderId) return { code: 'link-other-holder', params: { code: later.code } };
  if (plain(former.inn) !== plain(later.inn)) return { code: 'link-other-medicine', params: { code: later.code } };
  return undefined;
}

/** `Efgartigimod  Alfa` and `efgartigimod alfa` are one substance. */
function plain(inn: string): string {
  return inn.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
