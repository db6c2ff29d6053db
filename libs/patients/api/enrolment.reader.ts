import { Injectable } from '@nestjs/common';
import { AccessLog, decodeCursor, encodeCursor, everyPage, whyOf, type Ctx } from '#kernel/api';
import type { PatientSearch } from '#patients/domain';
import { asEnrolment, asForm } from './enrolment-abilities.js';
import type { Enrolment } from './enrolment.entity.js';
import { FollowUpCounts } from './follow-up-counts.js';
import { EnrolmentStore, type EnrolmentFilter, type EnrolmentLine } from './enrolment.store.js';
import { isTaken } from './taken-requests.js';
import { viewDouble, viewEnrolment, viewSummary } from './enrolment.view.js';
import { JournalReader } from './journal.reader.js';
import type { EnrolmentPage, EnrolmentSummary, EnrolmentView, FormSummary, SearchEnrolments, StayView } from './patients.messages.js';
import { RequestForms } from './request-forms.js';
import { soughtPatients } from './sought-patients.js';
import { REQUEST_ACTS } from '#patients/domain';

const PAGE = 50;

type Sought = PatientSearch | 'nobody' | undefined;

/** Reads files and lists of files. Every look is logged before it is given (charter C3.1). */
@Injectable()
export class EnrolmentReader {
  constructor(
    private readonly store: EnrolmentStore,
    private readonly forms: RequestForms,
    private readonly followUps: FollowUpCounts,
    private readonly journal: JournalReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem `invalid-request` for a registration number that no patient can have. */
  async search(ctx: Ctx, asked: SearchEnrolments): Promise<EnrolmentPage> {
    return this.page(ctx, asked, await this.searched(ctx, asked, 'listed'));
  }

  /** The whole list, page after page: one export that is logged. @throws Problem as `search`. */
  async export(ctx: Ctx, asked: SearchEnrolments): Promise<AsyncGenerator<EnrolmentSummary>> {
    const search = await this.searched(ctx, asked, 'exported');
    return everyPage((cursor) => this.page(ctx, { ...asked, ...(cursor && { cursor }) }, search));
  }

  private async searched(ctx: Ctx, asked: SearchEnrolments, action: 'listed' | 'exported'): Promise<Sought> {
    const search = soughtPatients(asked.search);
    await this.accessLog.record(ctx, { action, subject: { type: 'enrolment', id: '*' }, filter: logged(asked) });
    return search;
  }

  private async page(ctx: Ctx, asked: SearchEnrolments, search: Sought): Promise<EnrolmentPage> {
    if (search === 'nobody') return { items: [] };
    const lines = await this.store.list(ctx, { ...filterOf(asked), ...(search && { search }) }, PAGE + 1);
    const shown = lines.slice(0, PAGE);
    const forms = await this.forms.summaries(ctx.tx, ids(shown));
    const missing = await this.followUps.missing(ctx, ids(shown));
    const last = shown.at(-1);
    return {
      items: shown.map((line) => viewSummary(line, readForms(ctx, line.enrolment, forms), missing.get(line.enrolment.id))),
      ...(lines.length > PAGE && last && { next: encodeCursor([last.createdKey, last.enrolment.id]) }),
    };
  }

  /** Opens a file: a look that is logged. */
  async open(ctx: Ctx, id: string): Promise<EnrolmentView> {
    const view = await this.view(ctx, id);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'enrolment', id } });
    return view;
  }

  /** The file, for someone who just acted on it. */
  async view(ctx: Ctx, id: string): Promise<EnrolmentView> {
    const line = await this.store.line(ctx, id);
    const forms = readForms(ctx, line.enrolment, await this.forms.summaries(ctx.tx, [id]));
    const same = await this.store.sameIdentity(ctx, line);
    const possibleDoubles = same.filter(({ state }) => state !== 'refused' && state !== 'cancelled').map(viewDouble);
    return {
      ...viewEnrolment(ctx, line, forms, {
        missing: (await this.followUps.missing(ctx, [id])).get(id),
        taken: await isTaken(ctx, line.enrolment),
      }),
      ...(await endedOf(ctx, line.enrolment)),
      stays: await staysOf(ctx, id),
      timeline: ctx.ability.can('follow', asEnrolment(line.enrolment)) ? await this.journal.timeline(ctx, line.enrolment) : [],
      possibleDoubles,
      hiddenDoubles: await this.store.hiddenDoubles(ctx, line, possibleDoubles.length),
      formerRequests: same.filter(({ state }) => state === 'refused').map(viewDouble),
    };
  }
}

/** A centre that the patient left is not told why the next one ended it (charter C10.5). */
async function endedOf({ tx, actor }: Ctx, enrolment: Enrolment): Promise<Pick<EnrolmentView, 'ended'>> {
  const { id, state, centreId } = enrolment;
  if (state !== 'refused' && state !== 'cancelled') return {};
  const why = (await whyOf(tx, [id], REQUEST_ACTS.refused, REQUEST_ACTS.cancelled)).get(id);
  if (!why || (actor.profile && actor.profile.centreId !== centreId)) return {};
  return { ended: why };
}

/** The forms of a file that this person may read: whom its FAT names has that one (charter C5.8). */
function readForms({ ability }: Ctx, enrolment: Enrolment, forms: ReadonlyMap<string, readonly FormSummary[]>): readonly FormSummary[] {
  return (forms.get(enrolment.id) ?? []).filter(({ kind }) => ability.can('read', asForm(enrolment, kind, enrolment.centreId)));
}

function ids(lines: readonly EnrolmentLine[]): string[] {
  return lines.map(({ enrolment }) => enrolment.id);
}

function filterOf({ authorisationId, centreId, states, awaits, cursor }: SearchEnrolments): EnrolmentFilter {
  const [createdKey, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [];
  return {
    ...(authorisationId && { authorisationId }),
    ...(centreId && { centreId }),
    ...(states && { states: states.split(',') }),
    ...(awaits && { awaits }),
    ...(createdKey && id && { after: { createdKey, id } }),
  };
}

/** The filter of a look, without what could be a patient's. */
function logged({ search, authorisationId, centreId, states, awaits }: SearchEnrolments): Record<string, unknown> {
  return { searched: Boolean(search?.trim()), authorisationId, centreId, states, awaits };
}

async function staysOf({ tx }: Ctx, enrolmentId: string): Promise<StayView[]> {
  const rows = await tx.query(
    `SELECT stay.centre_id AS "centreId", centre.name AS "centreName", stay.from_day::text AS "fromDay", stay.to_day::text AS "toDay"
     FROM stay JOIN centre ON centre.id = stay.centre_id WHERE stay.enrolment_id = $1 ORDER BY stay.from_day`,
    [enrolmentId],
  );
  return rows.map(({ toDay, ...stay }: StayView) => ({ ...stay, ...(toDay && { toDay }) }));
}
