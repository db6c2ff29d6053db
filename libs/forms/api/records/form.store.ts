import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { Problem, whereAllowed, type Columns, type Ctx } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { FORM_ACTS, onlyCentre, type Course, type PatientIdentity } from '#forms/domain';
import { Enrolment, ENROLMENT_COLUMNS, identifySql, touchSql } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { todayAt } from '../schedule/centre-day.js';
import { Courses } from '../schedule/courses.js';
import { FormRecord } from './form-record.entity.js';
import { conductOf, viewerOf, type HeldForm, type OpenForm } from './open-form.js';
import { FormLock } from '../review/review.entities.js';
import { Signature } from '../signing/signature.entity.js';

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
    const record = (await this.readable(ctx, id).getOne()) ?? (await this.absent(ctx, id));
    const { enrolment } = record;
    const viewer = viewerOf(ctx.actor, record);
    const today = await todayAt(ctx, record.centreId);
    const signatures = await ctx.tx.find(Signature, { where: { formId: id }, order: { signedAt: 'ASC' } });
    return this.opened(ctx, { record, enrolment, signatures, today }, async () => {
      const records = await this.courses.records(ctx.tx, enrolment.id);
      return this.courses.amongBegun(ctx.tx, records, today, onlyCentre(viewer) === undefined ? undefined : viewer);
    });
  }

  /** Several at once, as `find` reads one, for someone who has no centre; those that they may not see are left out. */
  async findMany(ctx: Ctx, ids: readonly string[]): Promise<OpenForm[]> {
    const query = ctx.tx
      .createQueryBuilder(FormRecord, 'form')
      .innerJoinAndMapOne('form.enrolment', Enrolment, 'enrolment', 'enrolment.id = form.enrolmentId')
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
   * Locks the form until the transaction ends. The lock is the enrolment's: whoever writes a form or moves its request takes that one
   * first, so that no two of them ever wait for each other.
   */
  async forUpdate(ctx: Ctx, id: string): Promise<HeldForm> {
    const { enrolment, zone, zoneNow } = await this.locked(ctx, id);
    const { records, record, signatures, lock } = await this.held(ctx, enrolment.id, id);
    const [today, now] = [todayIn(zone, new Date()), todayIn(zoneNow, new Date())];
    const open = await this.opened(ctx, { record, enrolment, signatures, today }, () => this.courses.amongBegun(ctx.tx, records, today));
    return { ...open, records, lock, today: now };
  }

  /** Locks it as `forUpdate` does, for an act that asks none of its rules: hundreds of them are done at once. */
  async forQuestion(ctx: Ctx, id: string): Promise<Pick<OpenForm, 'record' | 'enrolment' | 'protocol' | 'form'>> {
    const { enrolment } = await this.locked(ctx, id);
    const record = found(await ctx.tx.findOneBy(FormRecord, { id }));
    return { record, enrolment, ...(await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode)) };
  }

  /** Writes it as it is, whatever stands: the caller has locked it. */
  async save(ctx: Ctx, { id, ...columns }: FormRecord): Promise<void> {
    await ctx.tx.update(FormRecord, { id }, columns);
  }

  /** What typing changes, in one round trip: the form, when its enrolment changed last and, by a FAT, who the patient is. */
  async saveAnswers(ctx: Ctx, { record, enrolment }: OpenForm, identity?: PatientIdentity): Promise<void> {
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
    await ctx.tx.query(SAVE_ANSWERS, [id, enrolment.id, ...columns, ...who]);
  }

  /** With the zone of the centre of its visit, and of the one where the patient is followed now. */
  private async locked(ctx: Ctx, id: string): Promise<{ enrolment: Enrolment; zone: string; zoneNow: string }> {
    const query = ctx.tx
      .createQueryBuilder(Enrolment, 'enrolment')
      .innerJoin(FormRecord, 'form', 'form.enrolmentId = enrolment.id')
      .innerJoin('centre', 'visited', 'visited.id = form.centreId')
      .innerJoin('centre', 'following', 'following.id = enrolment.centreId')
      .addSelect('visited.zone', 'zone')
      .addSelect('following.zone', 'zone_now')
      .where('form.id = :id', { id })
      .setLock('pessimistic_write', undefined, ['enrolment']);
    const { entities, raw } = await whereAllowed(query, ctx.ability, 'read', 'Form', FORM_COLUMNS).getRawAndEntities<Zones>();
    const [enrolment, zones] = [entities[0], raw[0]];
    if (!enrolment || !zones) return this.absent(ctx, id);
    return { enrolment, zone: zones.zone, zoneNow: zones.zone_now };
  }

  /** Read once the lock is held, in one round trip: what was read while waiting for it would be of before. */
  private async held(ctx: Ctx, enrolmentId: string, id: string) {
    const records: (FormRecord & { signatures?: Signature[]; lock?: FormLock | null })[] = await ctx.tx
      .createQueryBuilder(FormRecord, 'form')
      .leftJoinAndMapMany('form.signatures', Signature, 'signature', 'signature.formId = form.id AND form.id = :id', { id })
      .leftJoinAndMapOne('form.lock', FormLock, 'lock', 'lock.formId = form.id AND form.id = :id')
      .where('form.enrolmentId = :enrolmentId', { enrolmentId })
      .orderBy('form.openedAt')
      .addOrderBy('form.id')
      .addOrderBy('signature.signedAt')
      .getMany();
    const record = found(records.find((each) => each.id === id));
    const { signatures = [], lock = null } = record;
    for (const each of records) {
      delete each.signatures;
      delete each.lock;
    }
    return { records, record, signatures, lock };
  }

  /**
   * What one is told of a form that is not there: whoever could read it is told that it was taken back, and by whom; others that it is absent.
   * @throws Problem `not-found`, always.
   */
  private async absent(ctx: Ctx, id: string): Promise<never> {
    const query = ctx.tx
      .createQueryBuilder(Enrolment, 'enrolment')
      .innerJoin('journal_entry', 'entry', `entry.stream_kind = 'enrolment' AND entry.stream_id = enrolment.id::text`)
      .where(`entry.subject_type = 'form' AND entry.subject_id = :id AND entry.action = :withdrawn`, {
        id,
        withdrawn: FORM_ACTS.withdrawn.name,
      })
      .select('entry.actor_name', 'by');
    const row = await whereAllowed(query, ctx.ability, 'read', 'Form', WITHDRAWN_COLUMNS).getRawOne<{ by: string }>();
    throw new Problem('not-found', row && { detail: withdrawnInWords(row.by) });
  }

  private readable(ctx: Ctx, id: string): SelectQueryBuilder<FormRecord> {
    const query = ctx.tx
      .createQueryBuilder(FormRecord, 'form')
      .innerJoinAndMapOne('form.enrolment', Enrolment, 'enrolment', 'enrolment.id = form.enrolmentId')
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
    if (!conductOf(open).readsOtherForms) return { ...open, env: { today } };
    const course = await follow();
    const row = course.rowOf(record.id);
    return { ...open, env: course.envOf(record.id), course, ...(row && { row }) };
  }
}

const SAVE_ANSWERS = `
  WITH moved AS (
    ${touchSql('$2', '$7')}
  ), named AS (${identifySql('$13', '$14, $15, $16, $17')}
  )
  UPDATE form_record SET "values" = $3, marks = $4, content_version = $5, state_version = $6, changed_at = $7,
    applicable = $8, filled = $9, missing = $10, all_put = $11, carried = $12
  WHERE id = $1`;

interface Zones {
  readonly zone: string;
  readonly zone_now: string;
}

function withdrawnInWords(by: string): string {
  return `Cette fiche, ouverte par erreur, a été retirée par ${by}\u00a0: rien n’y avait été enregistré. Ouvrez-la de nouveau depuis le calendrier du dossier.`;
}

function found<T>(row: T | null | undefined): T {
  if (!row) throw new Problem('not-found');
  return row;
}
