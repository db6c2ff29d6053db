import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Problem, whereAllowed, type Columns, type Ctx } from '#kernel/api';
import { onlyCentre, type Viewer } from '#forms/domain';
import { Enrolment, ENROLMENT_COLUMNS } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { todayAt } from './centre-day.js';
import { Courses } from './courses.js';
import { FormRecord } from './form-record.entity.js';
import { isFat, viewerOf, type OpenForm } from './open-form.js';
import { Signature } from './signature.entity.js';

/** Which column holds what the policy looks at. The SQL names the form `form` and its enrolment `enrolment`. */
export const FORM_COLUMNS: Columns = {
  ...ENROLMENT_COLUMNS,
  enrolmentId: 'form.enrolmentId',
  kind: 'form.formKind',
  visitCentreId: 'form.centreId',
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
    const record = found(await this.readable(ctx, id).getOne());
    const viewer = viewerOf(ctx.actor, record);
    return this.opened(ctx, record, record.enrolment, onlyCentre(viewer) === undefined ? undefined : viewer);
  }

  /**
   * Locks the form until the transaction ends. The lock is the enrolment's: whoever writes a form or moves its request takes that one
   * first, so that no two of them ever wait for each other.
   */
  async forUpdate(ctx: Ctx, id: string): Promise<OpenForm> {
    const { record, enrolment } = await this.locked(ctx, id);
    return this.opened(ctx, record, enrolment);
  }

  /** Locks it as `forUpdate` does, for an act that asks none of its rules: hundreds of them are done at once. */
  async forQuestion(ctx: Ctx, id: string): Promise<Pick<OpenForm, 'record' | 'enrolment' | 'protocol' | 'form'>> {
    const { record, enrolment } = await this.locked(ctx, id);
    return { record, enrolment, ...(await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode)) };
  }

  async save(ctx: Ctx, record: FormRecord): Promise<void> {
    await ctx.tx.save(FormRecord, record);
  }

  async insert(ctx: Ctx, record: FormRecord): Promise<void> {
    await ctx.tx.insert(FormRecord, { ...record, marks: { ...record.marks } });
  }

  private async locked(ctx: Ctx, id: string): Promise<Pick<OpenForm, 'record' | 'enrolment'>> {
    const { enrolment } = found(await this.readable(ctx, id).setLock('pessimistic_write', undefined, ['enrolment']).getOne());
    // Read again: what was read while waiting for the lock is of before.
    return { record: found(await ctx.tx.findOneBy(FormRecord, { id })), enrolment };
  }

  private readable(ctx: Ctx, id: string): SelectQueryBuilder<FormRecord> {
    const query = ctx.tx
      .createQueryBuilder(FormRecord, 'form')
      .innerJoinAndMapOne('form.enrolment', Enrolment, 'enrolment', 'enrolment.id = form.enrolmentId')
      .where('form.id = :id', { id });
    return whereAllowed(query, ctx.ability, 'read', 'Form', FORM_COLUMNS);
  }

  private async opened(ctx: Ctx, record: FormRecord, enrolment: Enrolment, viewer?: Viewer): Promise<OpenForm> {
    const { protocol, form } = await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode);
    const signatures = await ctx.tx.find(Signature, { where: { formId: record.id }, order: { signedAt: 'ASC' } });
    const today = await todayAt(ctx, record.centreId);
    const open = { record, enrolment, protocol, form, signatures };
    // The FAT comes before all others and sees none of them: what was signed reads the same for ever.
    if (isFat(open)) return { ...open, env: { today } };
    const { course } = await this.courses.of(ctx.tx, enrolment.id, today, viewer);
    const row = course.rowOf(record.id);
    return { ...open, env: course.envOf(record.id), ...(row && { row }) };
  }
}

function found<T>(row: T | null): T {
  if (!row) throw new Problem('not-found');
  return row;
}
