import { Injectable } from '@nestjs/common';
import { AccessLog, decodeCursor, encodeCursor, everyPage, whyOf, type Ctx, type Look } from '#kernel/api';
import type { PatientSearch } from '#patients/domain';
import { AnsmAuthorisations } from '../ansm/ansm-authorisations.js';
import type { AnsmAuthorisationView } from '../ansm/ansm.messages.js';
import { asEnrolment, asForm } from './enrolment-abilities.js';
import type { Enrolment } from './enrolment.entity.js';
import { FollowUpCounts } from '../follow-up-counts.js';
import { EnrolmentStore, type EnrolmentFilter, type EnrolmentLine } from './enrolment.store.js';
import { isTaken } from '../request/taken-requests.js';
import { viewDouble, viewEnrolment, viewOther, viewSummary } from './enrolment.view.js';
import { JournalReader } from '../journal/journal.reader.js';
import type {
  EnrolmentPage,
  EnrolmentSummary,
  EnrolmentView,
  FormSummary,
  SearchEnrolments,
  StayView,
  TimelineEvent,
} from '../patients.messages.js';
import { RequestForms } from '../request/request-forms.js';
import { soughtPatients } from './sought-patients.js';
import { staysOf } from './stays.js';
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
    private readonly ansm: AnsmAuthorisations,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem `invalid-request` for a registration number that no patient can have. */
  async search(ctx: Ctx, asked: SearchEnrolments): Promise<EnrolmentPage> {
    return this.accessLog.beside(ctx, lookOf(asked, 'listed'), this.page(ctx, asked, soughtPatients(asked.search)));
  }

  /** The whole list, page after page: one export that is logged. @throws Problem as `search`. */
  async export(ctx: Ctx, asked: SearchEnrolments): Promise<AsyncGenerator<EnrolmentSummary>> {
    const search = soughtPatients(asked.search);
    await this.accessLog.record(ctx, lookOf(asked, 'exported'));
    return everyPage((cursor) => this.page(ctx, { ...asked, ...(cursor && { cursor }) }, search));
  }

  private async page(ctx: Ctx, asked: SearchEnrolments, search: Sought): Promise<EnrolmentPage> {
    if (search === 'nobody') return { items: [] };
    const lines = await this.store.list(ctx, { ...filterOf(asked), ...(search && { search }) }, PAGE + 1);
    const shown = lines.slice(0, PAGE);
    const [forms, missing] = await Promise.all([
      this.forms.summaries(ctx.tx, ids(shown), ctx.actor.profile?.centreId),
      this.followUps.missing(ctx, ids(shown)),
    ]);
    const last = shown.at(-1);
    return {
      items: shown.map((line) => viewSummary(line, readForms(ctx, line.enrolment, forms), missing.get(line.enrolment.id))),
      ...(lines.length > PAGE && last && { next: encodeCursor([last.createdKey, last.enrolment.id]) }),
    };
  }

  /** Opens a file: a look that is logged. */
  async open(ctx: Ctx, id: string): Promise<EnrolmentView> {
    const found = await this.find(ctx, id);
    return this.accessLog.beside(ctx, { action: 'read', subject: { type: 'enrolment', id } }, this.viewOf(ctx, found));
  }

  /** The file, for someone who just acted on it. */
  async view(ctx: Ctx, id: string): Promise<EnrolmentView> {
    return this.viewOf(ctx, await this.find(ctx, id));
  }

  /** In one trip: what is beside a file that the actor may not see is dropped with it. */
  private async find(ctx: Ctx, id: string): Promise<Found> {
    const [line, forms, missing, stays, ansm] = await Promise.all([
      this.store.line(ctx, id),
      this.forms.summaries(ctx.tx, [id], ctx.actor.profile?.centreId),
      this.followUps.missing(ctx, [id]),
      staysOf(ctx.tx, id),
      this.ansm.of(ctx.tx, id),
    ]);
    return { line, forms: readForms(ctx, line.enrolment, forms), missing: missing.get(id), stays, ansm };
  }

  private async viewOf(ctx: Ctx, { line, forms, missing, stays, ansm }: Found): Promise<EnrolmentView> {
    const { enrolment } = line;
    const [taken, ended, own, same, live, others] = await Promise.all([
      isTaken(ctx, enrolment),
      endedOf(ctx, enrolment),
      ctx.ability.can('follow', asEnrolment(enrolment)) ? this.journal.timeline(ctx, enrolment) : [],
      this.store.sameIdentity(ctx, line),
      this.store.liveDoubles(ctx, line),
      this.store.ofSamePatient(ctx, line),
    ]);
    const possibleDoubles = same.filter(({ state }) => state !== 'refused' && state !== 'cancelled').map(viewDouble);
    return {
      ...viewEnrolment(ctx, line, forms, { missing, taken }),
      ...ended,
      ansmAuthorisations: ansm,
      stays,
      timeline: [...own, ...(await this.besides(ctx, others))].sort(byMoment),
      otherEnrolments: others.map(viewOther),
      possibleDoubles,
      // Those that the actor may not read: a count tells nothing of them.
      hiddenDoubles: live === undefined ? 0 : live - possibleDoubles.length,
      formerRequests: same.filter(({ state }) => state === 'refused').map(viewDouble),
    };
  }

  /** What happened under the others, each entry with the number that it stands under (charter C8.3). */
  private async besides(ctx: Ctx, others: readonly EnrolmentLine[]): Promise<TimelineEvent[]> {
    const followed = others.filter(({ enrolment }) => ctx.ability.can('follow', asEnrolment(enrolment)));
    const told = followed.map(async ({ enrolment, authorisationCode }) => {
      const under = enrolment.registrationNumber ?? authorisationCode;
      return (await this.journal.timeline(ctx, enrolment)).map((event) => ({ ...event, under }));
    });
    return (await Promise.all(told)).flat();
  }
}

/** Each enrolment counts its own entries: between two of them the moment tells. */
function byMoment(one: TimelineEvent, other: TimelineEvent): number {
  return one.under === other.under ? one.seq - other.seq : one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}

interface Found {
  readonly line: EnrolmentLine;
  readonly forms: readonly FormSummary[];
  readonly missing: number | undefined;
  readonly stays: StayView[];
  readonly ansm: AnsmAuthorisationView[];
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

/** Its filter is without what could be a patient's. */
function lookOf({ search, authorisationId, centreId, states, awaits }: SearchEnrolments, action: 'listed' | 'exported'): Look {
  const filter = { searched: Boolean(search?.trim()), authorisationId, centreId, states, awaits };
  return { action, subject: { type: 'enrolment', id: '*' }, filter };
}
