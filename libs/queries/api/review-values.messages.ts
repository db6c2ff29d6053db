import { IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { ReviewMarkView } from '#forms/api';

/** Values of one form across patients, a column a question. */
export class ReadReviewValues {
  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId!: string;

  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'Choisissez une fiche du protocole.' })
  formCode!: string;

  /** Codes of questions, separated by commas, in the order of the columns; 30 at most. */
  @Matches(/^[a-z0-9_.]{1,80}(,[a-z0-9_.]{1,80}){0,29}$/, { message: 'Choisissez de 1 à 30 questions de la fiche.' })
  items!: string;

  @IsOptional()
  @IsString({ message: 'Indiquez un seul repère de page.' })
  cursor?: string;
}

export class ReviewColumn {
  item!: string;
  label!: string;
  unit?: string;
}

/** One filled form. */
export class ReviewRow {
  enrolmentId!: string;
  registrationNumber?: string;
  /** As everyone names the patient: `DUP JE`. */
  letters?: string;
  centreName!: string;
  formId!: string;
  /** Where it stands in the calendar: `M3`. */
  place!: string;
  state!: 'in-progress' | 'complete';
  contentVersion!: number;
  locked!: boolean;
  /** What this person may do with its lock now. */
  abilities!: ('lock' | 'unlock')[];
  /** By item code, as people read them; those of a repeating group one after the other. */
  values!: Record<string, string>;
  /** By item code: the centres that entered it, where another one did than that of the visit (charter C10.3). */
  enteredBy?: Record<string, string>;
  /** Codes of the questions that do not apply to this form, given its other answers: their answers, if any are kept, are not read. */
  notApplicable!: string[];
  openQueries!: number;
  review!: ReviewMarkView[];
}

export class ReviewValues {
  columns!: ReviewColumn[];
  rows!: ReviewRow[];
  next?: string;
}
