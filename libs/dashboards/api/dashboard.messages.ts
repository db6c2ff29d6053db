import { IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import type { LineState } from '#calendar/api';
import type { ScheduleState } from '#forms/api';

const STATES = ['late', 'due', 'in-progress', 'upcoming', 'finished', 'complete', 'not-applicable'] as const;

/** What a dashboard is asked for: all that one may read, or one authorisation, or one centre. */
export class DashboardFilter {
  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId?: string;

  @IsOptional()
  @Matches(/^[0-9A-Z]{9}$/, { message: 'Choisissez un centre de la liste.' })
  centreId?: string;
}

/** The matrix is of one protocol: its authorisation is said. */
export class MatrixFilter {
  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId!: string;

  @IsOptional()
  @Matches(/^[0-9A-Z]{9}$/, { message: 'Choisissez un centre de la liste.' })
  centreId?: string;

  /** Only patients who have a form in that state; `soon`: one to be typed within 30 days, as the summary counts it. */
  @IsOptional()
  @IsIn([...STATES, 'soon'], { message: 'Choisissez un état de la liste.' })
  state?: LineState;

  @IsOptional()
  @IsString({ message: 'Indiquez un seul repère de page.' })
  cursor?: string;
}

/** What waits on someone's desk: late, begun, or to be typed within 30 days. */
export type FormWork = 'late' | 'in-progress' | 'soon';

/** Of which count of the summary the forms are listed. */
export class FormListFilter extends DashboardFilter {
  @IsIn(['late', 'in-progress', 'soon'], { message: 'Choisissez\u00a0: late, in-progress ou soon.' })
  work!: FormWork;

  @IsOptional()
  @IsString({ message: 'Indiquez un seul repère de page.' })
  cursor?: string;
}

/** A form that a count of the summary counts. */
export class ListedForm {
  enrolmentId!: string;
  registrationNumber?: string;
  patient?: string;
  authorisationCode!: string;
  medicine!: string;
  centreName!: string;
  form!: string;
  title!: string;
  /** The visit and its number, as people say it. */
  place!: string;
  state!: ScheduleState;
  /** The state in French. */
  words!: string;
  until?: string;
  /** Once it is begun. */
  formId?: string;
  applicable!: number;
  missing!: number;
}

/** A page of them; `total` is what the summary counts. */
export class FormListView {
  total!: number;
  rows!: ListedForm[];
  next?: string;
}

/** A column: a form at a visit, with as many cells as it has occurrences. */
export class MatrixColumn {
  form!: string;
  /** Code of the visit; absent outside visits. */
  visit?: string;
  title!: string;
  /** The visit as people say it. */
  visitLabel?: string;
  kind!: string;
}

/** How far one form of one patient is, against its day (charter C7.2). */
export class MatrixCell {
  form!: string;
  visit?: string;
  occurrence!: number;
  /** The visit and its number, as people say it. */
  place!: string;
  state!: ScheduleState;
  /** The state in French. */
  words!: string;
  /** Days, `YYYY-MM-DD`. */
  target?: string;
  until?: string;
  /** The days may still move. */
  announced!: boolean;
  /** Once it is begun. */
  formId?: string;
  filled?: number;
  /** What the operator's reading says of it; absent while nobody read it. */
  review?: 'read' | 'verified' | 'stale';
  /** Nobody types in it (charter C12.5). */
  locked?: boolean;
  /** What a form that is due, or begun, counts (charter C7.3): a form that was not opened misses everything; one not due yet counts nothing. */
  applicable?: number;
  missing?: number;
  allPut?: number;
}

export class MatrixRow {
  enrolmentId!: string;
  registrationNumber!: string;
  letters!: string;
  centreName!: string;
  /** The day where the centre is: the states are of that day. */
  today!: string;
  cells!: MatrixCell[];
}

/** A page of patients, those included last first. */
export class MatrixView {
  columns!: MatrixColumn[];
  rows!: MatrixRow[];
  next?: string;
}

/** Missing data of one form over patients (charter C7.3): rates are between 0 and 1, absent where nothing is expected. */
export class MissingRow {
  form!: string;
  title!: string;
  /** How many forms are counted: begun, due or late. */
  forms!: number;
  /** Over the fields that apply. */
  applicable!: number;
  missing!: number;
  missingRate?: number;
  /** Over all fields of the PUT. */
  allPut!: number;
  missingOfAll!: number;
  missingOfAllRate?: number;
}

export class MissingView {
  rows!: MissingRow[];
  /** French: what each of the two readings counts. */
  readings!: MissingReadings;
  /** French: what this is not (charter C7.4). */
  notice!: string;
}

/** The two readings of missing data, named. */
export class MissingReadings {
  applicable!: string;
  allPut!: string;
}

/** Work under one authorisation, or under it in one centre. Counts, never a rate nor a rank (charter C7.4). */
export class SummaryRow {
  authorisationId!: string;
  authorisationCode!: string;
  medicine!: string;
  /** For the operator's side, which sees several centres. */
  centreId?: string;
  centreName?: string;
  /** Patients with a number. */
  patients!: number;
  late!: number;
  /** Due now, or within 30 days. */
  dueIn30Days!: number;
  inProgress!: number;
  /** Fields that apply and have no answer, in forms begun, due or late. */
  missing!: number;
  /** Open, or answered and not closed. */
  openQueries!: number;
  fatsToSign!: number;
  openCases!: number;
}

export class SummaryView {
  rows!: SummaryRow[];
  /** The counts that are this person's to see. Of the others there is none, which is no zero. */
  counts!: ('patients' | 'late' | 'dueIn30Days' | 'inProgress' | 'missing' | 'openQueries' | 'fatsToSign' | 'openCases')[];
  notice!: string;
}

/** Patients who were given a number in that month. */
export class InclusionMonth {
  /** `YYYY-MM`, where the centre is. */
  month!: string;
  count!: number;
}

export class InclusionsView {
  months!: InclusionMonth[];
}

/** Queries that wait, by how long ago they were asked. */
export class QueryAgeBucket {
  /** French: `8 à 30 jours`. */
  label!: string;
  fromDays!: number;
  toDays?: number;
  /** Waiting for an answer. */
  open!: number;
  /** Answered, waiting to be settled. */
  answered!: number;
}

export class QueryAgesView {
  buckets!: QueryAgeBucket[];
}
