import { timesOf } from './calendar.js';
import type { Protocol } from '../language/language.js';

/** A version of a protocol, as far as its calendar goes. */
export type Planned = Pick<Protocol, 'forms' | 'calendar' | 'registries'>;

/** How a version came into force: from which day, and which one it followed. */
export interface Succession {
  /** Where the centre is, `YYYY-MM-DD`. */
  readonly day: string;
  readonly before: Planned;
  /** How the one before came into force, when it was not the first. */
  readonly earlier?: Succession;
}

/** A form at a visit, as versions plan it. */
interface PlannedForm {
  readonly form: string;
  readonly visit?: string;
  readonly occurrence: number;
  readonly until?: string;
  readonly announced: boolean;
}

/**
 * Whether the version in force asks for it of this patient. What a version adds to the calendar is not asked of a visit whose window was over
 * when it took effect: nobody could have known. Of a day that nobody can tell, or that may still move, it is not said.
 */
export function isAskedFor(row: PlannedForm, since: Succession | undefined): boolean {
  if (row.until === undefined || row.announced) return true;
  const from = askedFrom(row, since);
  return from === undefined || row.until >= from;
}

/** The day from which it is asked for without a break; undefined when it always was. */
function askedFrom(row: PlannedForm, since: Succession | undefined): string | undefined {
  if (!since) return undefined;
  return plans(since.before, row) ? askedFrom(row, since.earlier) : since.day;
}

function plans({ forms, calendar }: Planned, { form, visit: code, occurrence }: PlannedForm): boolean {
  const asking = calendar.visits.filter((visit) => visit.forms.includes(form));
  if (forms.some((each) => each.code === form && each.occurs === 'once')) return asking.length > 0;
  return asking.some((visit) => visit.code === code && occurrence <= timesOf(visit));
}
