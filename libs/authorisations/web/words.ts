import type { AuthorisationView } from '#api-client';
import type { IconName, Tone } from '#kernel/web';

export type AuthorisationStatus = AuthorisationView['status'];

export interface StatusInWords {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
  /** What it means for new requests and for the patients followed (charter R5). */
  readonly meaning: string;
}

export const STATUSES: Readonly<Record<AuthorisationStatus, StatusInWords>> = {
  'in-force': { label: $localize`En vigueur`, tone: 'green', icon: 'done', meaning: $localize`De nouvelles demandes peuvent être faites.` },
  suspended: {
    label: $localize`Suspendue`,
    tone: 'amber',
    icon: 'clock',
    meaning: $localize`Aucune nouvelle demande ne peut être faite. Le suivi des patients inscrits continue.`,
  },
  ended: {
    label: $localize`Terminée`,
    tone: 'grey',
    icon: 'minus',
    meaning: $localize`Aucune nouvelle demande ne peut être faite. Le suivi des patients inscrits continue.`,
  },
};
