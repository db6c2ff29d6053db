import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Day, PersonRef, Reason, Sought, TextWithin } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';

export type QueryState = 'open' | 'answered' | 'closed' | 'cancelled';
export type QueryOrigin = 'system' | 'manual';
export type AskedBy = 'system' | 'operator' | 'hospital';
export type QueryAbility = 'answer' | 'close' | 'reopen' | 'cancel' | 'remind' | 'assign';

const STATES = '(open|answered|closed|cancelled)';
const LIST = { message: 'Choisissez une autorisation de la liste.' };
const ITEM = { message: 'Ce code de champ n’a pas la forme attendue.' };
const AGE = { message: 'Indiquez un nombre de jours, de 0 à 3650.' };
const PERSON = { message: 'Choisissez une personne de la liste.' };
const FORM_CODE = { message: 'Ce code de fiche n’a pas la forme attendue.' };

/** A query in a list: all that it is, but its thread and the value it is about. */
export class QueryView {
  id!: string;
  enrolmentId!: string;
  registrationNumber?: string;
  /** `DUP JE`; absent while not typed. */
  letters?: string;
  authorisationId!: string;
  authorisationCode!: string;
  medicine!: string;
  centreId!: string;
  centreName!: string;
  /** Absent for a query on the patient. */
  formId?: string;
  formCode?: string;
  formTitle?: string;
  /** Absent for a query on the whole form. */
  item?: string;
  itemLabel?: string;
  origin!: QueryOrigin;
  /** Of a system query: the check of the protocol that asks. */
  checkCode?: string;
  askedBy!: AskedBy;
  state!: QueryState;
  /** The question. */
  text!: string;
  openedAt!: string;
  /** Absent for a system query. */
  openedBy?: string;
  changedAt!: string;
  /** Days since it was asked; once settled, those it took. */
  ageDays!: number;
  dueOn?: string;
  /** Still without an answer after its day. */
  overdue!: boolean;
  assigneeId?: string;
  assigneeName?: string;
  /** When an answer was last asked for again. */
  remindedAt?: string;
  /** Its form is locked: it may be answered, and nothing there may be corrected until the lock is lifted. */
  formLocked!: boolean;
  version!: number;
  abilities!: QueryAbility[];
}

/** One step of the life of a query. */
export class QueryMessageView {
  seq!: number;
  kind!: 'asked' | 'answered' | 'reopened' | 'closed' | 'cancelled' | 'reminded' | 'assigned';
  at!: string;
  byName!: string;
  /** As in the journal: `prescriber`, `data-manager`, `system`. */
  byRole!: string;
  text?: string;
}

/** A query with its thread, and the value as people read it: when it was asked, and now. */
export class QueryDetail extends QueryView {
  valueThen?: string;
  valueNow?: string;
  thread!: QueryMessageView[];
}

export class QueryPage {
  items!: QueryView[];
  next?: string;
  /** How many there are in all. */
  total!: number;
  /** Whether this person may ask: about the form or the patient that the list is narrowed to; at all, when it is narrowed to none. */
  mayAsk!: boolean;
  /** Whether this person reads values across patients. */
  mayReview!: boolean;
}

/** What can be asked of a list, and kept under a name: nothing of a patient. */
export class QueryFilter {
  /** States, separated by commas. */
  @IsOptional()
  @Matches(new RegExp(`^${STATES}(,${STATES})*$`), { message: 'Choisissez des états de la liste.' })
  state?: string;

  @IsOptional()
  @IsUUID(undefined, LIST)
  authorisationId?: string;

  @IsOptional()
  @Matches(/^[A-Z0-9]{9}$/, { message: 'Choisissez un centre de la liste.' })
  centreId?: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, FORM_CODE)
  formCode?: string;

  @IsOptional()
  @IsIn(['system', 'manual'], { message: 'Choisissez une origine de la liste.' })
  origin?: QueryOrigin;

  @IsOptional()
  @IsIn(['system', 'operator', 'hospital'], { message: 'Choisissez qui a demandé dans la liste.' })
  askedBy?: AskedBy;

  @IsOptional()
  @IsIn(['me', 'nobody'], { message: 'Choisissez\u00a0: me ou nobody.' })
  assignee?: 'me' | 'nobody';

  @IsOptional()
  @IsIn(['true'], { message: 'Seul overdue=true est connu.' })
  overdue?: 'true';

  @IsOptional()
  @Type(() => Number)
  @IsInt(AGE)
  @Min(0, AGE)
  @Max(3650, AGE)
  olderThanDays?: number;
}

/** What a list of queries is asked for. The oldest come first. */
export class ListQueries extends QueryFilter {
  @IsOptional()
  @IsUUID(undefined, { message: 'Ce dossier n’existe pas.' })
  enrolmentId?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'Cette fiche n’existe pas.' })
  formId?: string;

  @IsOptional()
  @IsString({ message: 'Indiquez un seul repère de page.' })
  cursor?: string;
}

/** A search is sent as a body: nothing of a patient stands in an address. */
export class SearchQueries extends ListQueries {
  /** Registration number, letters (`DUP` or `DUP JE`) or birth month (`03/1961`). */
  @Sought()
  @IsOptional()
  @IsString({ message: 'La recherche est un texte.' })
  @TextWithin(LIMITS.search, { optional: true })
  search?: string;
}

/** What a query is about: a patient, a form, or a value of it. */
export class QueryTarget {
  @IsUUID(undefined, { message: 'Choisissez un dossier de la liste.' })
  enrolmentId!: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez une fiche de la liste.' })
  formId?: string;

  @IsOptional()
  @Matches(/^[a-z0-9_.]+(\/[a-z0-9]{6,26}(\/[a-z0-9_.]+)?)?$/, ITEM)
  @MaxLength(200, ITEM)
  item?: string;
}

export class AskQuery extends QueryTarget {
  @Reason(...endsOf(LIMITS.question))
  text!: string;

  @IsOptional()
  @Day({ optional: true })
  dueOn?: string;

  @IsOptional()
  @IsUUID(undefined, PERSON)
  assigneeId?: string;
}

/** What is said in answering, opening again or cancelling. */
export class SayInQuery {
  @Reason(...endsOf(LIMITS.answerToQuestion))
  text!: string;
}

/** Of a query that nobody answered, the text is wanted: why it is closed so. */
export class CloseQuery {
  @Reason(...endsOf(LIMITS.answerToQuestion), { optional: true })
  text?: string;
}

export class RemindQuery {
  @Reason(...endsOf(LIMITS.answerToQuestion), { optional: true })
  text?: string;
}

/** Who may be asked to follow the queries of an authorisation. */
export class ListFollowers {
  @IsUUID(undefined, LIST)
  authorisationId!: string;
}

export class FollowerList {
  items!: PersonRef[];
}

/** A centre by whose patients a list may be narrowed. */
export class QueryCentre {
  id!: string;
  name!: string;
}

export class QueryCentreList {
  items!: QueryCentre[];
}

/** Who follows it, and until when an answer is hoped for; null takes away. */
export class ChangeQuery {
  @ValidateIf(({ assigneeId }: ChangeQuery) => assigneeId !== undefined && assigneeId !== null)
  @IsUUID(undefined, PERSON)
  assigneeId?: string | null;

  @ValidateIf(({ dueOn }: ChangeQuery) => dueOn !== undefined && dueOn !== null)
  @Day({ optional: true, nullable: true })
  dueOn?: string | null;
}
