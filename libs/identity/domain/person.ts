/** By which provider a person signs in: hospital users by the first two, the holder's and the operator's staff by the last (charter C3.4). */
export type Provider = 'plage' | 'psc' | 'operateur';

/** What a hospital person is in a centre. */
export type HospitalRole = 'prescriber' | 'pharmacist' | 'pnm';

/** A health establishment, by its FINESS numbers. */
export interface ExternalCentre {
  readonly id: string;
  readonly name: string;
  readonly legalId: string;
}

/** One place where a person works, in one role. */
export interface ExternalProfile {
  /** The provider's own number for it, to tell two apart in a log. */
  readonly externalId: string;
  readonly centre: ExternalCentre;
  readonly role: HospitalRole;
}

/** A person as a provider knows them, in our words. */
export interface ExternalPerson {
  readonly provider: Provider;
  /** The provider's name for the person: with it, and never with an e-mail address, the person is found again. */
  readonly subject: string;
  readonly familyName: string;
  readonly givenName: string;
  /** Empty when the provider gives none (Pro Santé Connect). */
  readonly email: string;
  readonly rpps?: string;
  /** Empty for staff: no account of theirs has a hospital role (charter C3.4). */
  readonly profiles: readonly ExternalProfile[];
}
