import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

const EACH = { message: 'Indiquez combien de tâches de chaque sorte, de 1 à 1000.' };

/** How much of the home is read at once. */
export class ReadHome {
  /** At most so many tasks of each kind: the totals tell of the others. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(EACH)
  @Min(1, EACH)
  @Max(1000, EACH)
  each?: number;
}

/** One thing that waits for this person, most urgent first; one click from doing it. */
export class HomeTask {
  /** Its kind, by name: a group says which kinds it holds. */
  kind!: string;
  enrolmentId?: string;
  formId?: string;
  /** Of a query: the one to read. */
  queryId?: string;
  /** Of a declaration. */
  caseId?: string;
  /** Of a form that was not opened yet: where it stands in the calendar. */
  formCode?: string;
  visitCode?: string;
  occurrence?: number;
  /** The day by which it is to be done, `YYYY-MM-DD`. */
  until?: string;
  /** Letters, or the number when there is one. */
  patient?: string;
  registrationNumber?: string;
  authorisationCode?: string;
  medicine?: string;
  centreName?: string;
  /** French: what to do. */
  text!: string;
  /** The page where it is done, and what that page is asked for. */
  path!: string;
  params?: Record<string, string>;
  since!: string;
}

/** How many tasks of a kind there are, shown or not. */
export class HomeTotal {
  kind!: HomeTask['kind'];
  count!: number;
}

/** A page that lists all of a group, and what it is asked for. */
export class HomeList {
  /** The name of the page, in French. */
  label!: string;
  path!: string;
  params!: Record<string, string>;
}

/** Tasks of the same nature: the groups come most urgent first, those that have something. */
export class HomeGroup {
  /** French. */
  title!: string;
  icon!: 'alert' | 'clock' | 'help' | 'lock' | 'mail' | 'pen' | 'scales' | 'sign';
  tone!: 'red' | 'amber' | 'blue';
  list?: HomeList;
  /** Names of kinds of tasks. */
  kinds!: string[];
}

export class HomeCount {
  label!: string;
  count!: number;
  /** The states that the list behind it shows. */
  states!: string;
}

export class HomeView {
  tasks!: HomeTask[];
  totals!: HomeTotal[];
  groups!: HomeGroup[];
  counts!: HomeCount[];
}
