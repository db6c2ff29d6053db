import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { lastSeqSql, Problem, whereAllowed, type Columns, type Ctx } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { FORM_ACTS, onlyCentre, type Course, type PatientIdentity } from '#forms/domain';
import { ENROLMENT_COLUMNS, allEnrolments, identifySql, type KnownEnrolment, touchSql, withEnrolment } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { Courses, DECIDED_ON } from '../schedule/courses.js';
import { FormRecord } from './form-record.entity.js';
import { conductOfForm, viewerOf, type HeldForm, type OpenForm } from './open-form.js';
import { FormLock } from '../review/review.entities.js';
import { Signature } from '../signing/signature.entity.js';
import { say } from '../say.js';
import { isOpeningKind } from '#protocols/domain';

/** Which column holds what the policy looks at. The SQL names the form `form` and its enrolment `enrolment`. */
export const FORM_COLUMNS: Columns = {
  ...ENROLMENT_COLUMNS,
  enrolmentId: 'form.enrolmentId',
  kind: 'form.formKind',
  visitCentreId: 'form.centreId',
};

/** The same of a form that was taken back, as its last entry of the journal tells it. */
const WITHDRAWN_COLUMNS: Columns = {
  ...FORM_COLUMNS,
  enrolmentId: 'enrolment.id',
  kind: `(entry.details::jsonb ->> 'kind')`,
  visitCentreId: `(entry.details::jsonb ->> 'visitCentreId')`,
};

/** All SQL about forms. Each method starts from the rows the actor may read: there is no other way in. */
@Injectable()
export class FormStore {
  constructor(
    private readonly protocols: ProtocolVersions,
    private readonly courses: Courses,
  ) {}

  /** To be read: rules see of the patient's other forms what the actor sees of them (C10.5). @throws Problem `not-found`, also for what the actor may not see. */
  async find(ctx: Ctx, id: string): Promise<OpenForm> {
    // In one trip: what stands beside a form that the actor may not read is dropped with it.
    const [{ entities, raw }, signatures, records] = await Promise.all([
      this.readable(ctx, id).getRawAndEntities<Seen>(),
      ctx.tx.find(Signature, { where: { formId: id }, order: { signedAt: 'ASC' } }),
      this.courses.recordsBeside(ctx.tx, id),
    ]);
    const [record, seen] = [entities[0], raw[0]];
    // Gone between the two: a colleague withdrew it meanwhile.
    const isGone = !isOpeningKind(record?.formKind ?? '') && records.length === 0;
    if (!record || !seen || isGone) return this.absent(ctx, id);
    const { enrolment } = record;
    const viewer = viewerOf(ctx.actor, record);
    const today = todayIn(seen.zone, new Date());
    const decided = new Map(seen.decided_on === null ? [] : [[enrolment.id, seen.decided_on]]);
    return this.opened(ctx, { record, enrolment, signatures, today }, () =>
      this.courses.amongBegun(ctx.tx, records, today, onlyCentre(viewer) === undefined ? undefined : viewer, decided),
    );
  }

  /** Several at once, as `find` reads one, for someone who has no centre; those that they may not see are left out. */
  async findMany(ctx: Ctx, ids: readonly string[]): Promise<OpenForm[]> {
    const query = withEnrolment(ctx.tx.createQueryBuilder(FormRecord, 'form'), 'form')
      .innerJoin('centre', 'visited', 'visited.id = form.centreId')
      .addSelect('visited.zone', 'zone')
      .where('form.id = ANY(:ids)', { ids })
      .orderBy('array_position(CAST(:ids AS uuid[]), form.id)');
    const { entities, raw } = await whereAllowed(query, ctx.ability, 'read', 'Form', FORM_COLUMNS).getRawAndEntities<Pick<Zones, 'zone'>>();
    const signatures = await ctx.tx.find(Signature, { where: { formId: In([...ids]) }, order: { signedAt: 'ASC' } });
    const others = await this.courses.recordsOf(
      ctx.tx,
      entities.map(({ enrolmentId }) => enrolmentId),
    );
    const decided = await this.courses.decisionDaysOf(ctx.tx, [...others.values()]);
    const opened: OpenForm[] = [];
    const courses = new Map<string, Promise<Course>>();
    for (const [index, record] of entities.entries()) {
      const { id, enrolment, enrolmentId } = record;
      const today = todayIn(raw[index]?.zone ?? '', new Date());
      const own = signatures.filter(({ formId }) => formId === id);
      const read = { record, enrolment, signatures: own, today };
      const among = () => {
        const known =
          courses.get(enrolmentId + today) ?? this.courses.amongBegun(ctx.tx, others.get(enrolmentId) ?? [], today, undefined, decided);
        courses.set(enrolmentId + today, known);
        return known;
      };
      opened.push(await this.opened(ctx, read, among));
    }
    return opened;
  }

  /**
   * Locks the form until the transaction ends. The lock is the enrolment's: anyone who writes a form or moves its request takes that one
   * first, so that no two of them ever wait for each other.
   */
  async forUpdate(ctx: Ctx, id: string): Promise<HeldForm> {
    // One trip, in this order: what is read behind the lock is read once it is held.
    const [locked, forms, bearings] = await Promise.all([this.locked(ctx, id), this.held(ctx, id), this.courses.bearings(ctx.tx, id)]);
    if (!locked || !bearings) return this.absent(ctx, id);
    const { enrolment, zone, zoneNow } = locked;
    const { records, record, signatures, lock } = forms;
    const [today, now] = [todayIn(zone, new Date()), todayIn(zoneNow, new Date())];
    const decided = new Map(bearings.decidedOn === undefined ? [] : [[enrolment.id, bearings.decidedOn]]);
    const open = await this.opened(ctx, { record: found(record), enrolment, signatures, today }, () =>
      this.courses.amongBegun(ctx.tx, records, today, undefined, decided),
    );
    return { ...open, records, lock, today: now, bearings };
  }

  /** Locks it as `forUpdate` does, for an act that asks none of its rules: hundreds of them are done at once. */
  async forQuestion(ctx: Ctx, id: string): Promise<Pick<OpenForm, 'record' | 'enrolment' | 'protocol' | 'form'>> {
    const [locked, record] = await Promise.all([this.locked(ctx, id), ctx.tx.findOneBy(FormRecord, { id })]);
    if (!locked || !record) return this.absent(ctx, id);
    const { enrolment } = locked;
    return { record, enrolment, ...(await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode)) };
  }

  /** Writes it as it is, whatever stands: the caller has locked it. */
  async save(ctx: Ctx, { id, ...columns }: FormRecord): Promise<void> {
    await ctx.tx.update(FormRecord, { id }, columns);
  }

  /**
   * What typing changes, in one statement: the form, when its enrolment changed last and, by a FAT, who the patient is.
   * @param typed the answers of an entry of the journal that leaves in the same trip, just before: their marks are of that entry. @returns its sequence.
   */
  async saveAnswers(ctx: Ctx, { record, enrolment }: OpenForm, identity?: PatientIdentity, typed?: Typed): Promise<number> {
    const { id, values, marks, carried, contentVersion, stateVersion, changedAt, applicable, filled, missing, allPut } = record;
    const columns = [
      JSON.stringify(values),
      JSON.stringify(marks),
      contentVersion,
      stateVersion,
      changedAt,
      applicable,
      filled,
      missing,
      allPut,
      JSON.stringify(carried),
    ];
    const { familyLetters, givenLetters, birth, sex } = identity ?? {};
    const who = [identity ? enrolment.patientId : null, familyLetters, givenLetters, birth, sex];
    const marked = [typed?.items ?? [], typed?.centreId ?? ''];
    const [[saved]] = await ctx.tx.query(SAVE_ANSWERS, [id, enrolment.id, ...columns, ...who, ...marked]);
    return Number(saved.seq);
  }

  /** With the zone of the centre of its visit, and of the one where the patient is followed now. Undefined for what the actor may not see: nothing is locked. */
  // Nothing is joined to what a transfer changes: a row that was waited for would no more meet what it was joined to, and be told absent.
  private async locked(ctx: Ctx, id: string): Promise<{ enrolment: KnownEnrolment; zone: string; zoneNow: string } | undefined> {
    const query = allEnrolments(ctx.tx)
      .innerJoin(FormRecord, 'form', 'form.enrolmentId = enrolment.id')
      .innerJoin('centre', 'visited', 'visited.id = form.centreId')
      .addSelect('visited.zone', 'zone')
      .addSelect('(SELECT following.zone FROM centre following WHERE following.id = enrolment.centreId)', 'zone_now')
      .where('form.id = :id', { id })
      .setLock('pessimistic_write', undefined, ['enrolment']);
    const { entities, raw } = await whereAllowed(query, ctx.ability, 'read', 'Form', FORM_COLUMNS).getRawAndEntities<Zones>();
    const [enrolment, zones] = [entities[0], raw[0]];
    return enrolment && zones && { enrolment, zone: zones.zone, zoneNow: zones.zone_now };
  }

  /** All the patient's forms, with the signatures and the lock of this one. */
  private async held(ctx: Ctx, id: string) {
    const records: (FormRecord & { signatures?: Signature[]; lock?: FormLock | null })[] = await ctx.tx
      .createQueryBuilder(FormRecord, 'form')
      .leftJoinAndMapMany('form.signatures', Signature, 'signature', 'signature.formId = form.id AND form.id = :id', { id })
      .leftJoinAndMapOne('form.lock', FormLock, 'lock', 'lock.formId = form.id AND form.id = :id')
      .where('form.enrolmentId = (SELECT one.enrolment_id FROM form_record one WHERE one.id = :id)')
      .orderBy('form.openedAt')
      .addOrderBy('form.id')
      .addOrderBy('signature.signedAt')
      .getMany();
    const record = records.find((each) => each.id === id);
    const { signatures = [], lock = null } = record ?? {};
    for (const each of records) {
      delete each.signatures;
      delete each.lock;
    }
    return { records, record, signatures, lock };
  }

  /**
   * What one is told of a form that is not there: anyone who could read it is told that it was taken back, and by whom; others that it is absent.
   * @throws Problem `not-found`, always.
   */
  private async absent(ctx: Ctx, id: string): Promise<never> {
    const query = allEnrolments(ctx.tx)
      .innerJoin('journal_entry', 'entry', `entry.stream_kind = 'enrolment' AND entry.stream_id = enrolment.id::text`)
      .where(`entry.subject_type = 'form' AND entry.subject_id = :id AND entry.action = :withdrawn`, {
        id,
        withdrawn: FORM_ACTS.withdrawn.name,
      })
      .select('entry.actor_name', 'by');
    const row = await whereAllowed(query, ctx.ability, 'read', 'Form', WITHDRAWN_COLUMNS).getRawOne<{ by: string }>();
    throw new Problem('not-found', row && { detail: say({ code: 'withdrawn-by', params: { by: row.by } }) });
  }

  private readable(ctx: Ctx, id: string): SelectQueryBuilder<FormRecord> {
    const query = withEnrolment(ctx.tx.createQueryBuilder(FormRecord, 'form'), 'form')
      .innerJoin('centre', 'visited', 'visited.id = form.centreId')
      .addSelect('visited.zone', 'zone')
      .addSelect(DECIDED_ON, 'decided_on')
      .where('form.id = :id', { id });
    return whereAllowed(query, ctx.ability, 'read', 'Form', FORM_COLUMNS);
  }

  /** @param follow the patient's course, which a form that reads no other does not ask for. */
  private async opened(
    ctx: Ctx,
    { today, ...read }: Pick<OpenForm, 'record' | 'enrolment' | 'signatures'> & { readonly today: string },
    follow: () => Promise<Course>,
  ): Promise<OpenForm> {
    const { record } = read;
    const open = { ...read, ...(await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode)) };
    if (!conductOfForm(open).readsOtherForms) return { ...open, env: { today } };
    const course = await follow();
    const row = course.rowOf(record.id);
    return { ...open, env: course.envOf(record.id), course, ...(row && { row }) };
  }
}

const SAVE_ANSWERS = `
  WITH moved AS (
    ${touchSql('$2', '$7')}
  ), named AS (${identifySql('$13', '$14, $15, $16, $17', '$2')}
  ), entry AS (
    SELECT ${lastSeqSql('enrolment', '$2::uuid::text')} AS seq
  )
  UPDATE form_record SET "values" = $3, content_version = $5, state_version = $6, changed_at = $7,
    applicable = $8, filled = $9, missing = $10, all_put = $11, carried = $12,
    marks = $4::jsonb || coalesce((SELECT jsonb_object_agg(item, jsonb_build_array(entry.seq, $19::text)) FROM unnest($18::text[]) AS item), '{}')
  FROM entry WHERE id = $1 RETURNING entry.seq`;

/** Answers that an entry tells, by their keys, and the centre that typed them. */
export interface Typed {
  readonly items: readonly string[];
  readonly centreId: string;
}

/** With the form: the zone of the centre of its visit, and the day of the favourable opinion where the centre that asked is. */
interface Seen {
  readonly zone: string;
  readonly decided_on: string | null;
}

interface Zones {
  readonly zone: string;
  readonly zone_now: string;
}

function found<T>(row: T | null | undefined): T {
  if (!row) throw new Problem('not-found');
  return row;
}
