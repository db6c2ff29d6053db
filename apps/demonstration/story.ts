import type { Treatment } from './treatments.js';

/** How far a request came. */
export type Outcome =
  | 'empty'
  | 'begun'
  | 'completed'
  | 'signed-by-prescriber'
  | 'signed-by-pharmacist'
  | 'signature-voided'
  | 'sent'
  | 'more-asked'
  | 'sent-again'
  | 'granted'
  | 'refused'
  | 'cancelled';

/** One patient's request. People are named by their account; `typist` started and typed it for the prescriber. */
export interface Story {
  readonly authorisation: string;
  readonly prescriber: string;
  readonly pharmacist: string;
  readonly outcome: Outcome;
  readonly typist?: string;
  /** The same patient as the story before: a possible double. */
  readonly again?: boolean;
  /** What followed the number. */
  readonly treatment?: Treatment;
}
