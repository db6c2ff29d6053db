import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** `complete` only with nothing missing; `finished` when the entry was ended and something still is. */
export type ScheduleState = 'upcoming' | 'due' | 'late' | 'in-progress' | 'finished' | 'complete' | 'not-applicable';

/** One form of the calendar: foreseen, or opened outside it. Days are `YYYY-MM-DD`. */
export class ScheduleRow {
  form!: string;
  kind!: string;
  title!: string;
  /** Code of the visit; absent outside visits. */
  visit?: string;
  /** The visit as people say it, `M3` or `Suivi n° 2`; empty for what happens once outside visits. */
  place!: string;
  occurrence!: number;
  /** The day foreseen and its window; absent while nobody can tell them, and for what is not planned. */
  target?: string;
  from?: string;
  until?: string;
  /** Counted from a forecast: the days may still move. */
  announced!: boolean;
  /** The day on which it took place, as the form says. */
  heldOn?: string;
  state!: ScheduleState;
  /** The state in French. */
  words!: string;
  /** Once it is begun. */
  formId?: string;
  filled?: number;
  /** Of what is begun, due or late: fields that apply, or would to the visit as planned. */
  applicable?: number;
  missing?: number;
  /** What the operator's reading and its lock (charter C12.5) say of it, in French; absent while there is nothing to say. */
  reviewWords?: string;
  locked?: boolean;
  /** Whether this person may open it now. */
  canOpen!: boolean;
}

/** A form that may be opened besides what the calendar foresees. */
export class AddableForm {
  form!: string;
  kind!: string;
  title!: string;
  /** The unscheduled visit, where it belongs to one. */
  visit?: string;
  place!: string;
}

/** Dates that contradict the calendar. */
export class ScheduleProblem {
  code!: 'stop-before-start' | 'visit-before-start';
  form!: string;
  message!: string;
}

/** A registry in which forms of this protocol are filled, and not here (charter C1.8). */
export class RegistryView {
  name!: string;
  /** Where one types in it. */
  url?: string;
  /** Titles of those forms. */
  forms!: string[];
}

/** Where the patient stands in the calendar of the protocol (charter P2, C7.2). Empty before the registration number. */
export class ScheduleView {
  /** The day where the centre is. */
  today!: string;
  rows!: ScheduleRow[];
  problems!: ScheduleProblem[];
  addable!: AddableForm[];
  elsewhere!: RegistryView[];
  /** The authorisation is waived from PUT and follow-up: nothing is asked (charter R8). */
  waived?: true;
  /** Since when it goes on under another authorisation: what comes after is asked there (charter C8.3). */
  continuedOn?: string;
}

/** Opens a form. Of a visit that repeats, without `occurrence` it is the first that was not opened yet. */
export class BeginForm {
  @Matches(/^[A-Z0-9][A-Z0-9_]{0,59}$/, { message: 'Ce code de fiche n’a pas la forme attendue.' })
  formCode!: string;

  @IsOptional()
  @Matches(/^[A-Z0-9][A-Z0-9_]{0,59}$/, { message: 'Ce code de visite n’a pas la forme attendue.' })
  visitCode?: string;

  @IsOptional()
  @IsInt({ message: 'Le rang de la visite est un nombre entier.' })
  @Min(1)
  @Max(1000)
  occurrence?: number;
}
