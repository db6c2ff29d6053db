/** Why something is in its state: when it came to be, by whom, and the reason that was given. */
export class StateWhy {
  at!: string;
  /** Who did it. */
  byName!: string;
  /** Absent where none was asked for, or where retention erased it. */
  reason?: string;
}
