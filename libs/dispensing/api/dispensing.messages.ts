import { IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { Day, PersonRef, Reason, TextWithin } from '#kernel/api';
import { endsOf, LIMITS, type CalendarDate } from '#kernel/domain';

/** What is asked of a number: whether it is one of a patient under that authorisation. It is sent as a body: it stands in no address. */
export class CheckNumber {
  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId!: string;

  /** The registration number, or its six digits. */
  @IsString({ message: 'Tapez le numéro d’enregistrement du patient en entier, ou ses six chiffres.' })
  @TextWithin(LIMITS.search, { optional: false })
  number!: string;
}

/** Yes or no, and nothing else (charter C9.1). */
export class NumberChecked {
  valid!: boolean;
}

/** Asks the team that follows a patient for the reading of their file (charter C9.2). */
export class AskReading extends CheckNumber {
  /** Read by that team. */
  @Reason(...endsOf(LIMITS.reason))
  why!: string;
}

export class GrantReading {
  /** The last day, included. */
  @Day()
  until!: CalendarDate;
}

export class RefuseReading {
  /** Read by the pharmacist who asked. */
  @Reason(...endsOf(LIMITS.reason))
  reason!: string;
}

export class WithdrawReading {
  /** Read by the pharmacist whose reading is closed. */
  @Reason(...endsOf(LIMITS.reason))
  reason!: string;
}

export type ReadGrantStatus = 'asked' | 'granted' | 'refused' | 'withdrawn' | 'ended';

/** Which of them are listed. */
export class ListReadGrants {
  @IsOptional()
  @IsIn(['asked', 'granted', 'refused', 'withdrawn', 'ended'], { message: 'Choisissez un état de la liste.' })
  state?: ReadGrantStatus;
}

/** The reading of one file by a pharmacist of another centre (charter C9.2). */
export class ReadGrantView {
  id!: string;
  /** Today: what is past its last day has ended, and so has what another centre would have to give now. */
  state!: ReadGrantStatus;
  authorisationId!: string;
  authorisationCode!: string;
  medicine!: string;
  registrationNumber!: string;
  /** Of a file that the reader may open. */
  enrolmentId?: string;
  /** The patient’s letters, of a file that the reader may open. */
  patient?: string;
  asker!: PersonRef;
  askerCentreName!: string;
  why!: string;
  askedAt!: string;
  /** The centre that was asked: told to the person who asked once it has opened the file, since a number alone tells nothing of the patient. */
  centreName?: string;
  /** The last day, included. */
  until?: string;
  /** Who granted or refused; told to the person who asked once the file was opened. */
  decidedBy?: string;
  decidedAt?: string;
  /** Why it was refused, or withdrawn. */
  reason?: string;
  stateVersion!: number;
  abilities!: ('grant' | 'refuse' | 'withdraw')[];
}

/** Readings that one may see: those that one asked for, those that one’s centre was asked for. */
export class ReadGrantList {
  items!: ReadGrantView[];
  /** Whether this person may ask for one. */
  canAsk!: boolean;
}

/** Of one file: who reads it from elsewhere, and who asks to. */
export class FileReadings {
  items!: ReadGrantView[];
  /** The reader’s own, when it is what opens this file to them: nothing is written here. */
  mine?: ReadGrantView;
}
