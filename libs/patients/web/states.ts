import type { EnrolmentSummary, PatientView } from '#api-client';
import { capitalised } from '#kernel/domain';
import { dayInWords, drawn, type Drawn } from '#kernel/web';
import { REQUEST_WORDS, stateInWords, type OnItsWay } from '#patients/domain';

export type EnrolmentState = EnrolmentSummary['state'];

/** The states of a request as people read them, in the order of its path. */
export const STATES = drawn(REQUEST_WORDS, {
  draft: { tone: 'blue', icon: 'pen' },
  completed: { tone: 'amber', icon: 'sign' },
  'half-signed': { tone: 'amber', icon: 'sign' },
  sent: { tone: 'amber', icon: 'send' },
  'more-asked': { tone: 'amber', icon: 'help' },
  granted: { tone: 'green', icon: 'done' },
  refused: { tone: 'red', icon: 'wrong' },
  cancelled: { tone: 'grey', icon: 'cancel' },
});

/** A state of an enrolment in the words of what it opens: who has a number without anyone's opinion is « inclus » (charter R7). */
export function stateOf(one: OnItsWay): Drawn {
  const { label, meaning } = stateInWords(one);
  return { ...STATES[one.state], label: capitalised(label), meaning };
}

/** Whether nothing of a request is waited for any more: what is said of its next step is past. */
export function isOver(state: EnrolmentState): boolean {
  return state === 'granted' || state === 'refused' || state === 'cancelled';
}

/** `DUP JE`; words while the letters are not typed. */
export function lettersOf({ familyLetters, givenLetters }: Pick<PatientView, 'familyLetters' | 'givenLetters'>): string {
  return [familyLetters, givenLetters].filter(Boolean).join(' ') || $localize`Lettres non saisies`;
}

/** `Né en mars 1961 · homme`, as far as it is known. */
export function identityInWords({ birth, sex }: Pick<PatientView, 'birth' | 'sex'>): string {
  const born = birth.length > 7 ? $localize`le ${dayInWords(birth)}` : $localize`en ${dayInWords(birth)}`;
  const verb = sex === 'F' ? $localize`Née` : sex === 'M' ? $localize`Né` : $localize`Né(e)`;
  const gender = sex === 'F' ? $localize`femme` : sex === 'M' ? $localize`homme` : '';
  return [birth && `${verb} ${born}`, gender].filter(Boolean).join(' · ');
}
