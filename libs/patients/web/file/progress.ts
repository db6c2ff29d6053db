import type { EnrolmentView } from '#api-client';
import { ROLE_WORDS } from '#kernel/domain';
import { dayInWords } from '#kernel/web';
import { asksOpinion, REQUEST_WORDS } from '#patients/domain';
import { stateOf, STATES } from '../states.js';

/** One step of the path of a request (domain §7.1), as the file shows it. */
export interface Step {
  readonly label: string;
  readonly state: 'done' | 'now' | 'later' | 'stopped';
  readonly note?: string;
}

/** The path of a request: typed, signed twice, with the holder, decided; of an inclusion: typed, signed, included (charter R7). */
export function stepsOf(enrolment: EnrolmentView): Step[] {
  const { state, awaits } = enrolment;
  const withOpinion = asksOpinion(enrolment.ground);
  const past = PASSED[state];
  const at = (index: number): Step['state'] => {
    // A request cancelled before it was sent went no further than being typed.
    if (state === 'cancelled') return index === 0 || enrolment.firstSentAt ? 'done' : 'later';
    return index < past ? 'done' : index === past ? 'now' : 'later';
  };
  const missing = awaits.filter((who) => who !== 'entry' && who !== 'holder').map((who) => $localize`le ${ROLE_WORDS[who]}`);
  return [
    {
      label: $localize`Saisie`,
      state: at(0),
      note: state === 'draft' && enrolment.missing ? missingInWords(enrolment.missing) : undefined,
    },
    {
      label: $localize`Signatures`,
      state: at(1),
      note: past === 1 && missing.length ? $localize`reste ${missing.join($localize` et `)}` : undefined,
    },
    ...(withOpinion ? [{ label: STATES.sent.label, state: at(2), note: noteOfHolder(enrolment) }] : []),
    lastStep(enrolment, at(withOpinion ? 3 : 2)),
  ];
}

/** How many steps are behind. */
const PASSED: Readonly<Record<EnrolmentView['state'], number>> = {
  draft: 0,
  completed: 1,
  'half-signed': 1,
  sent: 2,
  'more-asked': 2,
  granted: 4,
  refused: 3,
  cancelled: 3,
};

function missingInWords(count: number): string {
  return count === 1 ? $localize`1 réponse manque` : $localize`${count} réponses manquent`;
}

function noteOfHolder({ state, sentAt, firstSentAt }: EnrolmentView): string | undefined {
  if (state === 'more-asked') return REQUEST_WORDS['more-asked'].label;
  const sent = sentAt ?? firstSentAt;
  return sent ? $localize`envoyée le ${dayInWords(sent)}` : undefined;
}

function lastStep(enrolment: EnrolmentView, at: Step['state']): Step {
  const { state, ground, decidedAt, registrationNumber } = enrolment;
  if (state === 'granted') return { label: stateOf(enrolment).label, state: 'done', note: registrationNumber };
  if (state === 'refused')
    return { label: STATES.refused.label, state: 'stopped', note: decidedAt ? $localize`le ${dayInWords(decidedAt)}` : undefined };
  if (state === 'cancelled')
    return { label: asksOpinion(ground) ? $localize`Demande annulée` : $localize`Inclusion annulée`, state: 'stopped' };
  return { label: asksOpinion(ground) ? $localize`Avis et numéro` : $localize`Inclusion et numéro`, state: at };
}
