import type { Role, SubjectName } from '../vocabulary.js';

/** Who asks, in the words of the charter. `both`: an account on both sides at once. */
export interface Person {
  readonly role: Role | 'none' | 'both';
  /** They made a request under this authorisation that lives (C5.1). */
  readonly requested: boolean;
  /** A colleague designated them for this authorisation. */
  readonly designated: boolean;
  /** This authorisation is assigned to them: staff. */
  readonly assigned: boolean;
  /** A prescriber of another centre opened this patient's file to them for reading (C9.2). */
  readonly readingGranted: boolean;
  /** They may read the file of this patient that goes on from this one (C8.3). */
  readonly continued: boolean;
}

/** What is asked about, as it stands to who asks: « their » is of the centre of their profile. What a thing does not have is false or empty. */
export interface Thing {
  readonly ofTheirCentre: boolean;
  readonly onceOfTheirCentre: boolean;
  readonly visitOfTheirCentre: boolean;
  readonly named: boolean;
  readonly begun: boolean;
  readonly received: boolean;
  readonly frozen: boolean;
  readonly state: string;
  /** Of a form, of a designation. */
  readonly kind: string;
  readonly onFat: boolean;
  readonly askedBy: string;
  readonly askedFromTheirCentre: boolean;
  readonly askedByThem: boolean;
  readonly toTheirCentre: boolean;
  readonly designator: boolean;
  readonly designee: boolean;
  readonly themselves: boolean;
  readonly roleOfAccount: string;
  readonly proposedBy: 'nobody' | 'them' | 'another';
  readonly status: string;
  /** Someone of the pharmacy works in the centre. */
  readonly pharmacists: boolean;
}

/** One question to the policy and to the reading: may this person do this to that. */
export interface Asked {
  readonly person: Person;
  readonly subject: SubjectName;
  readonly action: string;
  readonly thing: Thing;
}
