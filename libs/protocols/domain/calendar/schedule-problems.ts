import type { CalendarDate } from '#kernel/domain';
import { occurrenceOf, timesOf } from './calendar.js';
import { stopItem, type CourseDays } from './course-days.js';
import type { RecordedForm } from './schedule.js';
import type { ProtocolMessage } from '../say.js';
import type { Planned } from './succession.js';

/** Dates that contradict the calendar: told, and never taken for granted. */
export interface ScheduleProblem {
  readonly code: 'stop-before-start' | 'visit-before-start';
  /** The form whose date is to be corrected. */
  readonly form: string;
  readonly visit?: string;
  readonly occurrence?: number;
  readonly says: ProtocolMessage;
}

export function problemsOf(protocol: Planned, records: readonly RecordedForm[], { anchor, impossibleStop }: CourseDays): ScheduleProblem[] {
  if (!anchor) return [];
  const stopForm = stopItem(protocol)?.form;
  const early = records.filter((record) => record.heldOn !== undefined && record.heldOn < earliestOf(record, protocol, anchor));
  return [
    ...(impossibleStop && stopForm !== undefined
      ? [
          {
            code: 'stop-before-start' as const,
            form: stopForm,
            says: { code: 'stop-before-start' as const, params: { stop: impossibleStop, start: anchor } },
          },
        ]
      : []),
    ...early.map(({ form, visit, occurrence, heldOn = anchor }) => ({
      code: 'visit-before-start' as const,
      form,
      ...(visit !== undefined && { visit }),
      ...(occurrence !== undefined && { occurrence }),
      says: { code: 'visit-before-start' as const, params: { visit: heldOn, start: anchor } },
    })),
  ];
}

/** Forms of visits come from day 0 on, or from the beginning of their window where that is before; others at any time. */
function earliestOf({ visit: code, occurrence = 1, madeFrom }: RecordedForm, protocol: Planned, anchor: CalendarDate): string {
  const visit = (madeFrom ?? protocol).calendar.visits.find((each) => each.code === code);
  if (!visit) return code === undefined ? '' : anchor;
  const from = visit.anchor || occurrence > timesOf(visit) ? undefined : occurrenceOf(visit, anchor, occurrence).from;
  return from !== undefined && from < anchor ? from : anchor;
}
