import { Injectable } from '@nestjs/common';
import type { Subject } from '@casl/ability';
import { In, type SelectQueryBuilder } from 'typeorm';
import { as } from '#access-rights/domain';
import { Forms, type KnownForm } from '#forms/api';
import { decodeCursor, encodeCursor, Problem, whereAllowed, type Columns, type Ctx } from '#kernel/api';
import {
  attributesOf,
  ENROLMENT_COLUMNS,
  Enrolments,
  type KnownEnrolment,
  type KnownPatient,
  narrowToPatients,
  withEnrolment,
  withIdentity,
} from '#patients/api';
import type { PatientSearch } from '#patients/domain';
import type { ListCases } from './cases.messages.js';
import { Case, Coding, Declaration } from './entities.js';
import { seenDays } from './seen-days.js';

/** A case with what is said beside it on every screen. */
export interface CaseLine {
  readonly one: Case;
  readonly enrolment: KnownEnrolment;
  readonly patient: KnownPatient;
  readonly authorisationCode: string;
  readonly medicine: string;
  readonly holderName: string;
  readonly centreName: string;
  /** By which it is sorted. */
  readonly key: string | number;
}

/** The forms of some cases, with their codes and the names of those who acted. */
export interface Thread {
  readonly declarations: readonly Declaration[];
  readonly records: ReadonlyMap<string, KnownForm>;
  readonly codings: readonly Coding[];
  readonly names: ReadonlyMap<string, string>;
}

/** What the list is narrowed to. */
export interface CaseFilter extends Omit<ListCases, 'most'> {
  readonly patients?: PatientSearch;
}

/** Which column holds what the policy looks at. The SQL names the case `pv` and its enrolment `enrolment`. */
export const CASE_COLUMNS: Columns = { ...ENROLMENT_COLUMNS, enrolmentId: 'pv.enrolmentId', visitCentreId: 'pv.centreId' };

/** All SQL about cases. Each method starts from the rows the actor may read: there is no other way in. */
@Injectable()
export class CaseStore {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly forms: Forms,
  ) {}

  /** @throws Problem `not-found`, also for what the actor may not see. */
  async find(ctx: Ctx, id: string): Promise<CaseLine> {
    const [line] = await read(this.lines(ctx).andWhere('pv.id = :id', { id }));
    if (!line) throw new Problem('not-found');
    return line;
  }

  /** Found, then read again under the enrolment's lock: what was read while waiting for it is of before. */
  async locked(ctx: Ctx, id: string): Promise<CaseLine> {
    const { one } = await this.find(ctx, id);
    await this.enrolments.forUpdate(ctx, one.enrolmentId);
    return this.find(ctx, id);
  }

  /** What waits comes by its last day; the rest latest first. @param cursor the last one before, in one snapshot: these days move. */
  async list(ctx: Ctx, filter: CaseFilter, cursor: string | undefined, limit: number): Promise<CaseLine[]> {
    const { query, waits, keys } = this.narrowed(ctx, filter);
    if (waits) byLastDay(query, keys.due, cursor);
    else latestFirst(query, keys.received, cursor);
    return read(query.limit(limit), waits ? 'line_due' : 'line_received');
  }

  private narrowed(ctx: Ctx, filter: CaseFilter) {
    const query = this.lines(ctx);
    const { kind, authorisationId, enrolmentId, centreId, patients, state = 'open' } = filter;
    const { due, unread, received } = seenDays(ctx);
    const waits = state !== 'transmitted' && state !== 'all';
    if (patients) narrowToPatients(query, patients);
    if (kind) query.andWhere('pv.kind = :kind', { kind });
    if (authorisationId) query.andWhere('enrolment.authorisationId = :authorisationId', { authorisationId });
    if (enrolmentId) query.andWhere('pv.enrolmentId = :enrolmentId', { enrolmentId });
    if (centreId) query.andWhere('pv.centreId = :centreId', { centreId });
    if (state === 'to-acknowledge') query.andWhere(`${unread} IS NOT NULL`);
    if (state === 'to-transmit') query.andWhere(`${unread} IS NULL`);
    if (state === 'transmitted') query.andWhere(`${due} IS NULL`);
    if (waits) query.andWhere(`${due} IS NOT NULL`);
    return { query, waits, keys: { due, received } };
  }

  /** Those of the cases, in the order of each thread. Anyone who asks found the cases here. */
  async threads(ctx: Ctx, caseIds: readonly string[]): Promise<Thread> {
    const declarations = await ctx.tx.find(Declaration, { where: { caseId: In([...caseIds]) }, order: { version: 'ASC' } });
    const formIds = declarations.map(({ formId }) => formId);
    const records = await this.forms.standingAmong(ctx.tx, formIds);
    const codings = await ctx.tx.findBy(Coding, { formId: In(formIds) });
    const acted = declarations.flatMap(({ acknowledgedBy, transmittedBy }) => [acknowledgedBy ?? [], transmittedBy ?? []].flat());
    const people = [...acted, ...codings.map(({ codedBy }) => codedBy)];
    const named: { id: string; name: string }[] = await ctx.tx.query(
      `SELECT id, given_name || ' ' || family_name AS name FROM person WHERE id = ANY($1)`,
      [people],
    );
    return {
      declarations,
      records: new Map(records.map((record) => [record.id, record])),
      codings,
      names: new Map(named.map(({ id, name }) => [id, name])),
    };
  }

  private lines(ctx: Ctx): SelectQueryBuilder<Case> {
    const { due, received, parameters } = seenDays(ctx);
    const query = withIdentity(withEnrolment(ctx.tx.createQueryBuilder(Case, 'pv'), 'pv'), 'pv')
      .innerJoin('authorisation', 'authorisation', 'authorisation.id = enrolment.authorisationId')
      .innerJoin('holder', 'holder', 'holder.id = authorisation.holder_id')
      .innerJoin('centre', 'centre', 'centre.id = pv.centreId')
      .addSelect('authorisation.code', 'line_code')
      .addSelect('authorisation.medicine', 'line_medicine')
      .addSelect('holder.name', 'line_holder')
      .addSelect('centre.name', 'line_centre')
      .addSelect(`(${due} - DATE '1970-01-01')`, 'line_due')
      .addSelect(`${received}::text`, 'line_received')
      .setParameters(parameters);
    return whereAllowed(query, ctx.ability, 'read', 'Case', CASE_COLUMNS);
  }
}

/** A case as the policy sees it. */
export function asCase({ one, enrolment }: Pick<CaseLine, 'one' | 'enrolment'>): Subject {
  return as('Case', { enrolmentId: enrolment.id, visitCentreId: one.centreId, ...attributesOf(enrolment) });
}

/** Where the journal tells of a case. */
export function aboutCase({ one, enrolment }: Pick<CaseLine, 'one' | 'enrolment'>) {
  return { stream: enrolment.id, subject: one.id };
}

function byLastDay(query: SelectQueryBuilder<Case>, due: string, cursor: string | undefined): void {
  query.orderBy('line_due').addOrderBy('pv.id');
  if (!cursor) return;
  const [day, id] = decodeCursor(cursor, BY_LAST_DAY);
  query.andWhere(`(${due} - DATE '1970-01-01', pv.id) > (:day, CAST(:after AS uuid))`, { day, after: id });
}

/** After which case the next piece of a table begins. */
export function placeOf({ one, key }: CaseLine): string {
  return encodeCursor([key, one.id]);
}

function latestFirst(query: SelectQueryBuilder<Case>, received: string, cursor: string | undefined): void {
  query.orderBy(received, 'DESC').addOrderBy('pv.id', 'DESC');
  if (!cursor) return;
  const [at, id] = decodeCursor(cursor, LATEST_FIRST);
  query.andWhere(`(${received}, pv.id) < (CAST(:at AS timestamptz), CAST(:after AS uuid))`, { at, after: id });
}

const BY_LAST_DAY = ['integer', 'uuid'] as const;
const LATEST_FIRST = ['instant', 'uuid'] as const;

type Mapped = Case & Pick<CaseLine, 'enrolment' | 'patient'>;

/** Every join is to one row: entities and raw rows go by pairs. */
async function read(query: SelectQueryBuilder<Case>, key: 'line_due' | 'line_received' = 'line_received'): Promise<CaseLine[]> {
  const { entities, raw } = await query.getRawAndEntities<Record<string, string | number>>();
  return (entities as Mapped[]).map((one, index) => {
    const said = (name: string) => String(raw[index]?.[`line_${name}`]);
    const sorted = raw[index]?.[key] ?? '';
    return {
      one,
      enrolment: one.enrolment,
      patient: one.patient,
      authorisationCode: said('code'),
      medicine: said('medicine'),
      holderName: said('holder'),
      centreName: said('centre'),
      key: key === 'line_due' ? Number(sorted) : String(sorted),
    };
  });
}
