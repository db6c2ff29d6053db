import { Injectable } from '@nestjs/common';
import { Lives, type KnownLife } from '#authorisations/api';
import { changeInWords, DEADLINE_WORDS, type Change } from '#authorisations/domain';
import type { Ctx } from '#kernel/api';
import { addMonths, calendarDate } from '#kernel/domain';
import { readable } from './readable.js';
import type { ConcernedCentre, NextDeadline, StatusBoard, StatusChange, StatusRow } from './status-board.messages.js';

/** Changes older than that are on the page of the authorisation. */
const SHOWN_MONTHS = 12;

type Counted = ConcernedCentre & { readonly authorisationId: string };

/** What changed of each authorisation that one may read, since when, for whom of one's patients, and what does not change (charter R4, C8.4, C8.5). */
@Injectable()
export class StatusBoardReader {
  constructor(private readonly lives: Lives) {}

  async read(ctx: Ctx): Promise<StatusBoard> {
    const counted = this.centres(ctx);
    const lives = await this.lives.readable(ctx);
    const centres = await counted;
    return { rows: lives.map((life) => viewRow(ctx, life, centres)) };
  }

  /** Patients by authorisation and centre, of those that the person may read. */
  private async centres(ctx: Ctx): Promise<Counted[]> {
    return readable(ctx)
      .select('enrolment.authorisation_id', 'authorisationId')
      .addSelect('centre.id', 'id')
      .addSelect('centre.name', 'name')
      .addSelect(`(count(*) FILTER (WHERE enrolment.state = 'granted'))::int`, 'followed')
      .addSelect(`(count(*) FILTER (WHERE enrolment.first_sent_at IS NULL))::int`, 'unsent')
      .addSelect(`(count(*) FILTER (WHERE enrolment.first_sent_at IS NOT NULL AND enrolment.state <> 'granted'))::int`, 'awaiting')
      .andWhere(`enrolment.state NOT IN ('refused', 'cancelled')`)
      .groupBy('enrolment.authorisation_id')
      .addGroupBy('centre.id')
      .addGroupBy('centre.name')
      .orderBy('centre.name')
      .getRawMany();
  }
}

function viewRow(ctx: Ctx, { authorisation, holderName, standing, changes, deadlines }: KnownLife, counted: readonly Counted[]): StatusRow {
  const { id, code, medicine, inn, indication, indicationCode, ucdCodes, kind, status } = authorisation;
  return {
    authorisationId: id,
    code,
    medicine,
    inn,
    indication,
    ...(indicationCode && { indicationCode }),
    ucdCodes,
    holderName,
    kind,
    status,
    ...(standing.waived && { waived: true as const }),
    coverage: standing.coverage,
    changes: recent(changes, ctx.today).map((change) => viewChange(change, ctx.today)),
    centres: counted.filter(({ authorisationId }) => authorisationId === id).map(({ authorisationId: _, ...centre }) => centre),
    deadlines: deadlines
      .filter(({ done }) => done === undefined)
      .map(({ code: of, day }): NextDeadline => ({ code: of, label: DEADLINE_WORDS[of].label, day, late: day < ctx.today })),
  };
}

function recent(changes: readonly Change[], today: string): Change[] {
  const since = addMonths(calendarDate(today), -SHOWN_MONTHS);
  const shown = changes.filter(({ day }) => day >= since);
  return (shown.length > 0 ? shown : changes.slice(-1)).toReversed();
}

function viewChange({ kind, day, by }: Change, today: string): StatusChange {
  const { term, until } = (by ?? {}) as { readonly term?: string; readonly until?: string };
  const last = term ?? until;
  return { day, ...changeInWords(kind), toCome: day > today, ...(last && { until: last }) };
}
