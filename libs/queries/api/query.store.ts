import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { CENTRE_DAY } from '#forms/api';
import { Problem, whereAllowed, type Columns, type Ctx } from '#kernel/api';
import {
  ENROLMENT_COLUMNS,
  allEnrolments,
  joinPatient,
  type KnownEnrolment,
  type KnownPatient,
  narrowToPatients,
  withEnrolment,
  withIdentity,
} from '#patients/api';
import type { PatientSearch } from '#patients/domain';
import { QueryMessage, QueryRecord } from './entities.js';
import type { ListQueries } from './queries.messages.js';

/** Which column holds what the policy looks at. The SQL names the query `query` and its enrolment `enrolment`. */
export const QUERY_COLUMNS: Columns = {
  ...ENROLMENT_COLUMNS,
  authorisationId: 'query.authorisationId',
  // What was written before the first sending is not the holder's to read (docs/decisions/0007); the words of a check are the protocol's.
  received: `(CASE WHEN enrolment.firstSentAt IS NULL OR (query.askedBy <> 'system' AND query.openedAt < enrolment.firstSentAt) THEN 'no' ELSE 'yes' END)`,
  visitCentreId: 'query.visitCentreId',
  askedBy: 'query.askedBy',
  askerCentreId: 'query.askerCentreId',
  onFat: `(CASE WHEN query.onFat THEN 'yes' ELSE 'no' END)`,
};

/** A query with what is said beside it on every screen. */
export interface QueryLine {
  readonly query: QueryRecord;
  readonly enrolment: KnownEnrolment;
  readonly patient: KnownPatient;
  readonly authorisationCode: string;
  readonly medicine: string;
  readonly centreName: string;
  /** Where the patient is followed: what day it is there. */
  readonly zone: string;
  readonly assigneeName: string | null;
  readonly formLocked: boolean;
  /** `opened_at` to the microsecond, which a `Date` would lose: what a cursor carries. */
  readonly openedKey: string;
}

export interface QuerySearch extends Omit<ListQueries, 'cursor'> {
  readonly patients?: PatientSearch;
  /** The last line shown: the oldest come first. */
  readonly after?: { readonly openedKey: string; readonly id: string };
}

/** All SQL about queries. Each method that reads for someone starts from the rows they may read. */
@Injectable()
export class QueryStore {
  async list(ctx: Ctx, search: QuerySearch, limit: number): Promise<QueryLine[]> {
    const lines = this.lines(ctx).orderBy('query.openedAt').addOrderBy('query.id').limit(limit);
    narrow(ctx, lines, search);
    if (search.after) lines.andWhere('(query.openedAt, query.id) > (CAST(:openedKey AS timestamptz), CAST(:id AS uuid))', search.after);
    return read(lines);
  }

  async count(ctx: Ctx, search: QuerySearch): Promise<number> {
    const counted = this.readable(ctx);
    if (search.overdue) counted.innerJoin('centre', 'centre', 'centre.id = enrolment.centreId');
    if (search.patients) joinPatient(counted);
    narrow(ctx, counted, search);
    const row = await counted.select('count(*)::int', 'count').getRawOne<{ count: number }>();
    return row?.count ?? 0;
  }

  /** @throws Problem `not-found`, also for what the actor may not see. */
  async line(ctx: Ctx, id: string): Promise<QueryLine> {
    const [line] = await read(this.lines(ctx).andWhere('query.id = :id', { id }));
    if (!line) throw new Problem('not-found');
    return line;
  }

  /**
   * Locks the query until the transaction ends. The lock is its enrolment's, as for forms: a form that is written closes queries.
   * @throws Problem `not-found`.
   */
  async forUpdate(ctx: Ctx, id: string): Promise<{ query: QueryRecord; enrolment: KnownEnrolment }> {
    const readable = this.readable(ctx).andWhere('query.id = :id', { id });
    const locked = await readable.setLock('pessimistic_write', undefined, ['enrolment']).getOne();
    // Read again: what was read while waiting for the lock is of before.
    const query = locked && (await ctx.tx.findOneBy(QueryRecord, { id }));
    if (!query) throw new Problem('not-found');
    return { query, enrolment: (locked as QueryRecord & { enrolment: KnownEnrolment }).enrolment };
  }

  async insert(tx: EntityManager, query: Omit<QueryRecord, 'id'>): Promise<QueryRecord> {
    return tx.save(QueryRecord, query);
  }

  /** Of a query that is locked: it is written as it is, not compared with what stands. */
  async save(
    tx: EntityManager,
    { id, state, settledBySystem, changedAt, dueOn, assigneeId, remindedAt, version }: QueryRecord,
  ): Promise<void> {
    await tx.update(QueryRecord, { id }, { state, settledBySystem, changedAt, dueOn, assigneeId, remindedAt, version });
  }

  /** The answer that it was asked about stands elsewhere in its form. Of a query that is locked. */
  async follow(
    tx: EntityManager,
    query: QueryRecord,
    place: Pick<QueryRecord, 'item' | 'itemLabel' | 'checkKey' | 'judged'>,
  ): Promise<void> {
    Object.assign(query, place);
    await tx.update(QueryRecord, { id: query.id }, place);
  }

  async say(tx: EntityManager, message: QueryMessage): Promise<void> {
    await tx.insert(QueryMessage, message);
  }

  thread(tx: EntityManager, queryId: string): Promise<QueryMessage[]> {
    return tx.find(QueryMessage, { where: { queryId }, order: { seq: 'ASC' } });
  }

  /** What checks asked of a patient, settled ones included. Anyone who asks holds the enrolment's lock. */
  ofChecks(tx: EntityManager, enrolmentId: string): Promise<QueryRecord[]> {
    return tx.find(QueryRecord, { where: { enrolmentId, askedBy: 'system' } });
  }

  /** How many questions about that form wait for an answer, or to be closed. Anyone who asks has found it through their scope. */
  countLiveOf(tx: EntityManager, formId: string): Promise<number> {
    return tx.countBy(QueryRecord, { formId, state: In(['open', 'answered']) });
  }

  /** Whether anything was ever asked about that form. Anyone who asks has found it through their scope. */
  isAskedOf(tx: EntityManager, formId: string): Promise<boolean> {
    return tx.existsBy(QueryRecord, { formId });
  }

  /** Data managers of an authorisation: who may be asked to follow its queries. */
  followers(tx: EntityManager, authorisationId: string): Promise<{ id: string; name: string }[]> {
    return tx.query(
      `SELECT p.id, p.given_name || ' ' || p.family_name AS name FROM staff s
       JOIN staff_scope scope ON scope.person_id = s.person_id AND scope.authorisation_id = $1
       JOIN person p ON p.id = s.person_id
       WHERE s.active AND s.role = 'data-manager' ORDER BY p.family_name, p.given_name, p.id`,
      [authorisationId],
    );
  }

  /** Centres that follow a patient of whom the actor may read queries, be there one or not. */
  async centres(ctx: Ctx): Promise<{ id: string; name: string }[]> {
    const query = allEnrolments(ctx.tx)
      .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
      .select('centre.id', 'id')
      .addSelect('centre.name', 'name')
      .distinct()
      .orderBy('centre.name')
      .addOrderBy('centre.id');
    return whereAllowed(query, ctx.ability, 'read', 'Enrolment', ENROLMENT_COLUMNS).getRawMany();
  }

  private readable(ctx: Ctx): SelectQueryBuilder<QueryRecord> {
    const query = withEnrolment(ctx.tx.createQueryBuilder(QueryRecord, 'query'), 'query');
    return whereAllowed(query, ctx.ability, 'read', 'Query', QUERY_COLUMNS);
  }

  private lines(ctx: Ctx): SelectQueryBuilder<QueryRecord> {
    return withIdentity(this.readable(ctx), 'query')
      .innerJoin('authorisation', 'authorisation', 'authorisation.id = query.authorisationId')
      .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
      .leftJoin('person', 'assignee', 'assignee.id = query.assigneeId')
      .addSelect('authorisation.code', 'line_code')
      .addSelect('authorisation.medicine', 'line_medicine')
      .addSelect('centre.name', 'line_centre')
      .addSelect('centre.zone', 'line_zone')
      .addSelect(`assignee.given_name || ' ' || assignee.family_name`, 'line_assignee')
      .addSelect('EXISTS (SELECT FROM form_lock WHERE form_lock.form_id = query.form_id)::text', 'line_locked')
      .addSelect('query.opened_at::text', 'line_opened');
  }
}

/** Equality, one column a filter. */
const COLUMN_OF = {
  authorisationId: 'query.authorisationId',
  centreId: 'enrolment.centreId',
  enrolmentId: 'query.enrolmentId',
  formId: 'query.formId',
  formCode: 'query.formCode',
  askedBy: 'query.askedBy',
} as const;

function narrow(ctx: Ctx, query: SelectQueryBuilder<QueryRecord>, search: QuerySearch): void {
  for (const [name, column] of Object.entries(COLUMN_OF)) {
    const value = search[name as keyof typeof COLUMN_OF];
    if (value !== undefined) query.andWhere(`${column} = :f_${name}`, { [`f_${name}`]: value });
  }
  if (search.state) query.andWhere('query.state = ANY(:states)', { states: search.state.split(',') });
  if (search.origin) query.andWhere(`query.askedBy ${search.origin === 'system' ? '=' : '<>'} 'system'`);
  if (search.assignee === 'me') query.andWhere('query.assigneeId = :me', { me: ctx.actor.personId });
  if (search.assignee === 'nobody') query.andWhere('query.assigneeId IS NULL');
  if (search.overdue) query.andWhere(`query.state = 'open' AND query.dueOn < ${CENTRE_DAY}`);
  if (search.olderThanDays !== undefined)
    query.andWhere('query.openedAt < clock_timestamp() - make_interval(days => CAST(:days AS int))', { days: search.olderThanDays });
  if (search.patients) narrowToPatients(query, search.patients);
}

/** Every join is to one row: entities and raw rows go by pairs. */
async function read(lines: SelectQueryBuilder<QueryRecord>): Promise<QueryLine[]> {
  const { entities, raw } = await lines.getRawAndEntities<Record<string, string | null>>();
  return entities.map((query, index) => {
    const said = (name: string) => raw[index]?.[`line_${name}`] ?? null;
    const { enrolment, patient } = query as QueryRecord & { enrolment: KnownEnrolment; patient: KnownPatient };
    return {
      query,
      enrolment,
      patient,
      authorisationCode: String(said('code')),
      medicine: String(said('medicine')),
      centreName: String(said('centre')),
      zone: String(said('zone')),
      assigneeName: said('assignee'),
      formLocked: said('locked') === 'true',
      openedKey: String(said('opened')),
    };
  });
}
