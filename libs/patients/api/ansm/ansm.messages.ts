import { IsString, IsUUID } from 'class-validator';
import { Day, Reason, TextWithin } from '#kernel/api';
import { endsOf, LIMITS, type CalendarDate } from '#kernel/domain';

/** An authorisation that ANSM gave for one patient (charter R6). */
export class AnsmAuthorisationView {
  id!: string;
  number!: string;
  fromDay!: string;
  untilDay!: string;
}

/** The number that ANSM gave for the patient, and the days for which it holds. */
export class GiveAnsmAuthorisation {
  @IsString()
  @TextWithin(LIMITS.ansmNumber, { missing: 'Indiquez le numéro d’AAC donné par l’ANSM.' })
  number!: string;

  @Day()
  fromDay!: CalendarDate;

  @Day()
  untilDay!: CalendarDate;
}

/** The same, in place of what was copied wrong. */
export class CorrectAnsmAuthorisation extends GiveAnsmAuthorisation {
  /** What was copied wrong. */
  @IsUUID(undefined, { message: 'Choisissez un numéro de la liste.' })
  replaces!: string;

  @Reason(...endsOf(LIMITS.shortReason))
  reason!: string;
}
