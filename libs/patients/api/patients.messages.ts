import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, ValidateNested } from 'class-validator';
import { PersonRef, Reason, Sought, TextWithin, StateWhy } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';
import { AnsmAuthorisationView, GiveAnsmAuthorisation } from './ansm/ansm.messages.js';

export type EnrolmentState = 'draft' | 'completed' | 'half-signed' | 'sent' | 'more-asked' | 'granted' | 'refused' | 'cancelled';
export type Awaits = 'entry' | 'prescriber' | 'pharmacist' | 'holder';

/** On what an enrolment opens: the holder's opinion, the number that ANSM gave for the patient, the criteria of the framework (charter R7). */
export type EnrolmentGround = 'holder-opinion' | 'ansm-number' | 'framework-criteria';

export class PatientView {
  id!: string;
  familyLetters!: string;
  givenLetters!: string;
  /** `YYYY-MM`, or `YYYY-MM-DD` in a paediatric context; empty while not typed. */
  birth!: string;
  sex!: '' | 'M' | 'F';
}

/** A line of the list of patients. */
export class EnrolmentSummary {
  id!: string;
  patient!: PatientView;
  registrationNumber?: string;
  authorisationId!: string;
  authorisationCode!: string;
  medicine!: string;
  centreId!: string;
  centreName!: string;
  ground!: EnrolmentGround;
  state!: EnrolmentState;
  awaits!: Awaits[];
  awaitsSince!: string;
  prescriber!: PersonRef;
  createdAt!: string;
  changedAt!: string;
  /** Fields that apply and have no answer yet, over its forms. */
  missing!: number;
}

export class EnrolmentPage {
  items!: EnrolmentSummary[];
  next?: string;
}

/** One of the forms of the file. */
export class FormSummary {
  id!: string;
  code!: string;
  kind!: string;
  title!: string;
  state!: 'in-progress' | 'complete';
  applicable!: number;
  filled!: number;
  missing!: number;
  allPut!: number;
  changedAt!: string;
}

/** What happened, for the timeline of the file: read from the journal. */
export class TimelineEvent {
  seq!: number;
  at!: string;
  actorName!: string;
  actorRole!: string;
  centreName?: string;
  /** French, without clinical value. */
  text!: string;
  action!: string;
  /** Of another enrolment of the same patient: its number, or the code of its authorisation before it has one (charter C8.3). */
  under?: string;
}

/** Another enrolment of the same patient, under another authorisation. */
export class OtherEnrolment {
  id!: string;
  registrationNumber?: string;
  authorisationCode!: string;
  state!: EnrolmentState;
  createdAt!: string;
}

/** Another enrolment that may be of the same patient (same letters, birth month, sex, authorisation, centre). */
export class PossibleDouble {
  id!: string;
  registrationNumber?: string;
  state!: EnrolmentState;
  createdAt!: string;
}

/** The whole file of an enrolment. */
export class EnrolmentView extends EnrolmentSummary {
  indication!: string;
  holderName!: string;
  author!: PersonRef;
  /** By name: what ANSM gave for the patient, the latest last (charter R6). */
  ansmAuthorisations!: AnsmAuthorisationView[];
  decisionReason?: string;
  firstSentAt?: string;
  sentAt?: string;
  decidedAt?: string;
  /** Of a request that was refused or cancelled: when, by whom, why. */
  ended?: StateWhy;
  stays!: StayView[];
  forms!: FormSummary[];
  /** Of this enrolment and of the others of the same patient that the reader follows, one after the other. */
  timeline!: TimelineEvent[];
  otherEnrolments!: OtherEnrolment[];
  possibleDoubles!: PossibleDouble[];
  /** How many more there are that the reader has no access to, and of which nothing else is told. The pharmacists of the centre see them. */
  hiddenDoubles!: number;
  /** The refused request that this one follows for the same patient, if any. */
  formerRequests!: PossibleDouble[];
  stateVersion!: number;
  abilities!: (
    'write' | 'sign-prescriber' | 'sign-pharmacist' | 'cancel' | 'decide' | 'print' | 'follow' | 'read-journal' | 'give-ansm-number'
  )[];
}

export class StayView {
  centreId!: string;
  centreName!: string;
  fromDay!: string;
  toDay?: string;
}

/** Starts a request: the draft of its FAT is made with it (charter C5.8). */
export class StartRequest {
  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId!: string;

  /** Required of a pharmacist or a PNM; a prescriber names themselves. */
  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez le prescripteur dans la liste.' })
  prescriberId?: string;

  /** Required of compassionate access by name, and of no other (charter R6). */
  @IsOptional()
  @ValidateNested()
  @Type(() => GiveAnsmAuthorisation)
  ansm?: GiveAnsmAuthorisation;
}

/** What the list is asked for. Nothing of a patient stands in an address: a search is sent as a body. */
export class SearchEnrolments {
  /** Registration number, letters (`DUP` or `DUP JE`) or birth month (`03/1961`). */
  @Sought()
  @IsOptional()
  @IsString()
  @TextWithin(LIMITS.search, { optional: true })
  search?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId?: string;

  /** The centre where the patient is followed. */
  @IsOptional()
  @Matches(/^[0-9A-Z]{9}$/, { message: 'Choisissez un centre de la liste.' })
  centreId?: string;

  @IsOptional()
  @Matches(
    /^(draft|completed|half-signed|sent|more-asked|granted|refused|cancelled)(,(draft|completed|half-signed|sent|more-asked|granted|refused|cancelled))*$/,
    {
      message: 'Choisissez des états de la liste.',
    },
  )
  states?: string;

  @IsOptional()
  @Matches(/^(entry|prescriber|pharmacist|holder)$/, { message: 'Choisissez qui est attendu dans la liste.' })
  awaits?: Awaits;

  @IsOptional()
  @IsString()
  cursor?: string;
}

export class GiveReason {
  @Reason(...endsOf(LIMITS.reason))
  reason!: string;
}

export class Decide {
  @IsIn(['favourable', 'unfavourable', 'more'], { message: 'Choisissez un avis de la liste.' })
  decision!: 'favourable' | 'unfavourable' | 'more';

  /** Required unless favourable; read by the centre. */
  @Reason(...endsOf(LIMITS.reason), { optional: true })
  reason?: string;
}

/** One entry of the journal, whole. */
export class JournalEntryView {
  id!: number;
  seq!: number;
  at!: string;
  actorName!: string;
  actorRole!: string;
  centreId?: string;
  centreName?: string;
  action!: string;
  text!: string;
  subjectType!: string;
  subjectId!: string;
  changes!: JournalChangeView[];
}

export class JournalChangeView {
  item!: string;
  label!: string;
  /** As people read it; absent when there was none. */
  old?: string;
  new?: string;
  reason?: string;
}

/** From where: the `next` of the page before. */
export class ListJournal {
  @IsOptional()
  @IsString({ message: 'Indiquez un seul repère de page.' })
  cursor?: string;
}

export class JournalPage {
  items!: JournalEntryView[];
  next?: string;
}
