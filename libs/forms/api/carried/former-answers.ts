import { Injectable } from '@nestjs/common';
import { conductOf, ofFormer, placeInWords, type FormerForm } from '#forms/domain';
import type { Ctx } from '#kernel/api';
import { isCalendarDate, titledAt } from '#kernel/domain';
import type { KnownEnrolment } from '#patients/api';
import { applicability, stopItem, valueAt, type Values } from '#protocols/domain';
import { FormRecord } from '../records/form-record.entity.js';
import { FormStore } from '../records/form.store.js';
import type { FollowUp } from '../schedule/courses.js';
import { CarriedAnswers } from './carried.service.js';

/** Why nothing more is collected of a patient: a death or the end of the follow-up was told, or the treatment was stopped for good. */
export type FollowUpOver = 'ended' | 'stopped';

/** Whether the follow-up is over, as its forms tell. */
export function whyOver(followUp: FollowUp): FollowUpOver | undefined {
  const { course, records, madeFrom } = followUp;
  if (course.schedule.rows.some(({ record }) => record?.ends)) return 'ended';
  const stops = records.some((record) => {
    if (record.formKind !== 'ARRET') return false;
    const stop = stopItem(madeFrom(record.id).protocol);
    return record.state === 'complete' || (stop?.form === record.formCode && valueAt(applied(followUp, record), stop.item) !== undefined);
  });
  return stops ? 'stopped' : undefined;
}

/** What was collected under another authorisation, for the FAT of the one that follows it. */
@Injectable()
export class FormerAnswers {
  constructor(
    private readonly store: FormStore,
    private readonly carried: CarriedAnswers,
  ) {}

  /**
   * Carries into the FAT of an enrolment what the protocol of the former one says is taken up, each value to be confirmed there (charter C8.2). The caller has locked both.
   */
  async bring(ctx: Ctx, { id }: Pick<KnownEnrolment, 'id'>, former: FollowUp): Promise<void> {
    const { reuse } = former.version.document;
    if (!reuse) return;
    const fat = await this.store.forUpdate(ctx, await this.fatOf(ctx, id));
    if (fat.protocol.code === reuse.protocol) await this.carried.bring(ctx, fat, ofFormer(reuse.items, formsOf(former)));
  }

  /** The FAT of an enrolment. */
  async fatOf({ tx }: Pick<Ctx, 'tx'>, enrolmentId: string): Promise<string> {
    const { id } = await tx.findOneOrFail(FormRecord, { select: { id: true }, where: { enrolmentId, formKind: 'FAT' } });
    return id;
  }
}

function formsOf(followUp: FollowUp): FormerForm[] {
  return followUp.records.map((record) => {
    const { protocol, form: rules } = followUp.madeFrom(record.id);
    const values = applied(followUp, record);
    const day = rules.heldOn === undefined ? undefined : valueAt(values, rules.heldOn);
    const title = titledAt(rules.title, placeInWords(protocol, rules.code, record.visitCode, record.occurrence));
    return { code: rules.code, title, rules, values, ...(isCalendarDate(day) && { day }) };
  });
}

function applied({ course, madeFrom }: FollowUp, { id, values }: FormRecord): Values {
  const { form } = madeFrom(id);
  return applicability(form, values, conductOf(form.kind).seen(course.envOf(id))).values;
}
