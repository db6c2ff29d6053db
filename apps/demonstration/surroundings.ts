import type { Value } from '#protocols/domain';

/** Answers by section, in the order in which they are typed. */
export type Answers = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** A person treated, as a FAT knows them. */
export interface Patient {
  readonly familyLetters: string;
  readonly givenLetters: string;
  readonly birth: string;
  readonly sex: 'M' | 'F';
}

/** Who signs, as a FAT names them. */
export interface Signatory {
  readonly familyName: string;
  readonly givenName: string;
  readonly rpps: string;
  readonly email: string;
}

/** Who and where, as a FAT asks. */
export interface Surroundings {
  readonly patient: Patient;
  readonly prescriber: Signatory & { readonly specialty: string; readonly ward: string };
  readonly pharmacist: Signatory;
  readonly centre: { readonly id: string; readonly name: string };
  /** The day of the demand, where the centre is. */
  readonly today: string;
  /** The day on which the treatment is to begin; some days later when not given. */
  readonly planned?: string;
}
