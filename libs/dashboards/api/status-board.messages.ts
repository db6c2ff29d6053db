import type { AuthorisationCoverage, AuthorisationDeadlineCode, AuthorisationKind, AuthorisationStatus } from '#authorisations/api';

/** What changed an authorisation or its coverage, or will: from which day, and what that is for a centre. */
export class StatusChange {
  day!: string;
  /** In words. */
  label!: string;
  /** Its day is to come. */
  toCome!: boolean;
  /** The last day of what it begins; absent where it has none. */
  until?: string;
  /** What changes for the centre and its patients, in words. */
  changes!: string;
  /** What does not, in words. */
  stays!: string;
}

/** A centre that has patients under the authorisation, of those that the person may read. */
export class ConcernedCentre {
  id!: string;
  name!: string;
  /** Patients who have a number, and are followed. */
  followed!: number;
  /** Requests that were never sent: they are the ones that a suspension or an end stops. */
  unsent!: number;
  /** Requests that were sent, and that wait for the holder or for the centre: they go on. */
  awaiting!: number;
}

export class NextDeadline {
  code!: AuthorisationDeadlineCode;
  label!: string;
  day!: string;
  /** It passed, and what it asks for was not done. */
  late!: boolean;
}

/** The status of an authorisation: what changed, since when, for whom, and what is due. */
export class StatusRow {
  authorisationId!: string;
  code!: string;
  medicine!: string;
  inn!: string;
  indication!: string;
  indicationCode?: string;
  ucdCodes!: string[];
  holderName!: string;
  kind!: AuthorisationKind;
  status!: AuthorisationStatus;
  /** Waived from PUT and follow-up: nothing is collected (charter R8). */
  waived?: true;
  coverage!: AuthorisationCoverage;
  /** Those of the last year and those to come, the latest first; the grant where nothing changed since. */
  changes!: StatusChange[];
  centres!: ConcernedCentre[];
  deadlines!: NextDeadline[];
}

export class StatusBoard {
  rows!: StatusRow[];
}
