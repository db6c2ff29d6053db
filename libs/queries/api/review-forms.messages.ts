import { IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { ReviewMarkView } from '#forms/api';

export const REVIEW_WORK = ['to-read', 'to-verify', 'stale', 'to-lock', 'locked'] as const;

/** The finished forms that wait for a data manager, by centre, form and state. */
export class ListReviewForms {
  /** `to-read`: finished and not reviewed; `stale`: changed since a mark; `to-verify`: read; `to-lock`: verified; `locked`. Without it, `to-read`. */
  @IsOptional()
  @IsIn(REVIEW_WORK, { message: 'Choisissez un état de la liste.' })
  state?: (typeof REVIEW_WORK)[number];

  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId?: string;

  @IsOptional()
  @Matches(/^[A-Z0-9]{9}$/, { message: 'Choisissez un centre de la liste.' })
  centreId?: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'Choisissez une fiche du protocole.' })
  formCode?: string;

  @IsOptional()
  @IsString({ message: 'Indiquez un seul repère de page.' })
  cursor?: string;
}

/** A finished form, as the work-list shows it. */
export class ReviewFormRow {
  formId!: string;
  enrolmentId!: string;
  registrationNumber?: string;
  letters?: string;
  authorisationCode!: string;
  medicine!: string;
  centreName!: string;
  formCode!: string;
  title!: string;
  /** Where it stands in the calendar: `M3`. */
  place!: string;
  contentVersion!: number;
  stateVersion!: number;
  missing!: number;
  openQueries!: number;
  review!: ReviewMarkView[];
  locked!: boolean;
  abilities!: ('lock' | 'unlock')[];
  /** Why nobody locks it now: it is, or it is a FAT without an opinion, or it is still typed. */
  whyNotLock?: 'locked' | 'undecided' | 'typed';
}

export class ReviewFormPage {
  items!: ReviewFormRow[];
  next?: string;
  total!: number;
}
