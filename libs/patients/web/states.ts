import type { EnrolmentSummary, PatientView } from '#api-client';
import { dayInWords, type IconName, type Tone } from '#kernel/web';

export type EnrolmentState = EnrolmentSummary['state'];
export type Awaits = EnrolmentSummary['awaits'][number];

export interface StateInWords {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
  /** One sentence, for the file and on hover. */
  readonly meaning: string;
}

/** The states of a request as people read them, in the order of its path. */
export const STATES: Readonly<Record<EnrolmentState, StateInWords>> = {
  draft: { label: $localize`Brouillon`, tone: 'blue', icon: 'pen', meaning: $localize`La fiche est en cours de saisie.` },
  completed: {
    label: $localize`À signer`,
    tone: 'amber',
    icon: 'sign',
    meaning: $localize`La fiche est remplie et attend ses deux signatures.`,
  },
  'half-signed': {
    label: $localize`Signée une fois`,
    tone: 'amber',
    icon: 'sign',
    meaning: $localize`Une signature est faite, l’autre est attendue.`,
  },
  sent: {
    label: $localize`Chez l’exploitant`,
    tone: 'amber',
    icon: 'send',
    meaning: $localize`La demande est envoyée et attend l’avis de l’exploitant.`,
  },
  'more-asked': {
    label: $localize`Complément demandé`,
    tone: 'amber',
    icon: 'help',
    meaning: $localize`L’exploitant demande un complément avant de donner son avis.`,
  },
  granted: {
    label: $localize`Accès accordé`,
    tone: 'green',
    icon: 'done',
    meaning: $localize`L’avis est favorable et le patient a son numéro.`,
  },
  refused: {
    label: $localize`Avis défavorable`,
    tone: 'red',
    icon: 'wrong',
    meaning: $localize`L’exploitant a rendu un avis défavorable.`,
  },
  cancelled: { label: $localize`Annulée`, tone: 'grey', icon: 'cancel', meaning: $localize`La demande a été annulée.` },
};

/** Whether nothing of a request is waited for any more: what is said of its next step is past. */
export function isOver(state: EnrolmentState): boolean {
  return state === 'granted' || state === 'refused' || state === 'cancelled';
}

export const AWAITS: Readonly<Record<Awaits, string>> = {
  entry: $localize`la saisie`,
  prescriber: $localize`la signature du prescripteur`,
  pharmacist: $localize`la signature du pharmacien`,
  holder: $localize`l’avis de l’exploitant`,
};

/** `attend la signature du pharmacien`, or nothing. */
export function awaitsInWords(awaits: readonly Awaits[]): string {
  if (awaits.includes('prescriber') && awaits.includes('pharmacist')) return $localize`attend les deux signatures`;
  return awaits.length ? $localize`attend ${awaits.map((who) => AWAITS[who]).join($localize` et `)}` : '';
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
