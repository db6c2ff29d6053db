import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import type { ReviewAct, ReviewState } from '#access-rights/domain';
import { PersonRef } from '#kernel/api';
import type { HospitalRole } from '#access-rights/domain';
import { DesignationView } from '../access-rights.messages.js';

/** More than any centre has people, designations or readings. */
const MOST = 2000;
const CHOSEN = { message: 'Choisissez dans la liste de la revue.' };
const TOO_MANY = { message: `${MOST} lignes au plus.` };

/** What a review came to. */
export class ReviewDone {
  /** The instant at which it was finished. */
  at!: string;
  by!: string;
  kept!: number;
  withdrawn!: number;
  /** Told to who may withdraw them. */
  flagged!: number;
  /** People who left. */
  left!: number;
}

/** Someone who works in the centre, in one role. */
export class ReviewedPerson {
  profileId!: string;
  person!: PersonRef;
  role!: HospitalRole;
  /** The day on which their provider told last that they work there. */
  seenOn!: string;
  /** The profile sleeps, and opens nothing until the next sign-in. */
  asleep!: boolean;
  /** Medicines that requests of their own open to them. */
  requested!: string[];
  /** It is who asks. */
  me?: true;
}

export class ReviewedDesignation extends DesignationView {
  /** What this person may do about it, when it is not kept: withdraw it, or tell who may. */
  act!: ReviewAct;
}

/** The file of a patient of the centre, open to a pharmacist of another one. */
export class ReviewedReading {
  id!: string;
  reader!: PersonRef;
  readerCentreName!: string;
  authorisationCode!: string;
  medicine!: string;
  /** Of the patient, and their file, where this person may read it. */
  registrationNumber?: string;
  enrolmentId?: string;
  /** Who opened it. */
  grantedBy!: string;
  /** The last day, included. */
  until!: string;
  act!: ReviewAct;
}

/** Who has access in one's centre, to be kept or not. */
export class AccessReviewView {
  centreName!: string;
  state!: ReviewState;
  dueOn!: string;
  last?: ReviewDone;
  /** What the review is bound to: given back when it is finished. */
  list!: string;
  people!: ReviewedPerson[];
  designations!: ReviewedDesignation[];
  readings!: ReviewedReading[];
  stateVersion!: number;
}

/** What is not kept; all the rest is. */
export class FinishReview {
  /** Of the list that was read. */
  @Matches(/^[0-9a-f]{64}$/, { message: 'Indiquez la liste que vous avez lue.' })
  list!: string;

  /** Ids of designations. */
  @IsArray(CHOSEN)
  @ArrayMaxSize(MOST, TOO_MANY)
  @IsUUID(undefined, { each: true, ...CHOSEN })
  designations!: string[];

  /** Ids of readings. */
  @IsArray(CHOSEN)
  @ArrayMaxSize(MOST, TOO_MANY)
  @IsUUID(undefined, { each: true, ...CHOSEN })
  readings!: string[];

  /** Ids of the profiles of people who left the centre. */
  @IsArray(CHOSEN)
  @ArrayMaxSize(MOST, TOO_MANY)
  @IsUUID(undefined, { each: true, ...CHOSEN })
  left!: string[];
}

/** Where the review of a centre stands: what the manager follows. It names nobody of the centre. */
export class CentreReview {
  centreId!: string;
  centreName!: string;
  state!: ReviewState;
  dueOn!: string;
  /** The instant at which the last one was finished. */
  doneAt?: string;
  kept?: number;
  withdrawn?: number;
  flagged?: number;
  left?: number;
}

export class CentreReviewPage {
  items!: CentreReview[];
  next?: string;
}

export class ListReviews {
  /** Those that are asked for and not done yet. */
  @IsOptional()
  @IsIn(['asked'], { message: 'Choisissez un état de la liste.' })
  only?: 'asked';

  @IsOptional()
  @IsString({ message: 'Le repère de page est un texte.' })
  cursor?: string;
}
