import type { Ctx } from '#kernel/api';
import { DELAYS } from '#pharmacovigilance/domain';

/** SQL of the days by which a desk is ordered, and its parameters. The SQL names the case `pv` and its enrolment `enrolment`. */
export interface SeenDays {
  /** The nearest last day of what is not transmitted; NULL when all is. */
  readonly due: string;
  /** The nearest last day of what nobody has taken in charge; NULL when all is. */
  readonly unread: string;
  readonly received: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const DELAY = `CASE d.serious ${Object.entries(DELAYS)
  .map(([serious, days]) => `WHEN '${serious}' THEN ${days}`)
  .join(' ')} END`;

/** A centre that the patient left knows the days of its own declarations, and nothing of those made after (charter C10.5). */
export function seenDays({ actor: { profile } }: Ctx): SeenDays {
  const [due, unread, received] = ['pv.open_due_on', 'pv.unread_due_on', 'pv.last_received_at'];
  if (!profile) return { due, unread, received, parameters: {} };
  const own = (value: string) => `(SELECT ${value} FROM pv_declaration d JOIN form_record f ON f.id = d.form_id
    WHERE d.case_id = pv.id AND f.centre_id = :mine AND d.received_at IS NOT NULL)`;
  const hasLeft = 'enrolment.centre_id <> :mine AND :mine = ANY(enrolment.former_centre_ids)';
  const told = (all: string, value: string) => `(CASE WHEN ${hasLeft} THEN ${own(value)} ELSE ${all} END)`;
  const day = `(d.received_at AT TIME ZONE 'UTC')::date + (${DELAY})`;
  return {
    due: told(due, `min(${day}) FILTER (WHERE d.transmitted_on IS NULL)`),
    unread: told(unread, `min(${day}) FILTER (WHERE d.acknowledged_at IS NULL)`),
    received: told(received, 'max(d.received_at)'),
    parameters: { mine: profile.centreId },
  };
}
