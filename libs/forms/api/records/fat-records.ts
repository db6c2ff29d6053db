import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { AccessRequests } from '#access-rights/api';
import type { Ctx } from '#kernel/api';
import { latestOf } from '#forms/domain';
import { type FormSummary, joinEnrolment, RequestForms, type KnownEnrolment } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { openingFormOf, OPENING_KINDS } from '#protocols/domain';
import { beginRecord } from './begin-record.js';
import { FormRecord } from './form-record.entity.js';
import { titleOf } from './open-form.js';

/** The forms of a request, as its file needs them. */
@Injectable()
export class FatRecords extends RequestForms {
  constructor(
    private readonly protocols: ProtocolVersions,
    private readonly accessRequests: AccessRequests,
  ) {
    super();
  }

  async openFat(ctx: Ctx, enrolment: KnownEnrolment, protocolVersionId: string): Promise<void> {
    const protocol = await this.protocols.protocol(ctx.tx, protocolVersionId);
    const form = openingFormOf(protocol);
    if (!form) throw new Error(`Protocol ${protocol.code} ${protocol.version} has no form that opens an enrolment.`);
    await beginRecord(ctx, { enrolment, protocolVersionId, form, visit: '', occurrence: 1 }, async () => ({ today: ctx.today }));
  }

  async reopenFat({ tx }: Ctx, enrolmentId: string): Promise<void> {
    const fat = await tx.findOneByOrFail(FormRecord, { enrolmentId, formKind: In([...OPENING_KINDS]) });
    const reopened = { state: 'in-progress', stateVersion: fat.stateVersion + 1, changedAt: new Date(), reopenedSeq: latestOf(fat.marks) };
    await tx.save(FormRecord, Object.assign(fat, reopened));
  }

  async closeAccess(ctx: Ctx, enrolmentId: string): Promise<void> {
    await this.accessRequests.cancelled(ctx, enrolmentId);
  }

  async summaries(
    tx: EntityManager,
    enrolmentIds: readonly string[],
    centreId: string | undefined,
  ): Promise<ReadonlyMap<string, readonly FormSummary[]>> {
    if (enrolmentIds.length === 0) return new Map();
    const records = await joinEnrolment(tx.createQueryBuilder(FormRecord, 'form'), 'form')
      .select(SUMMARISED.map((column) => `form.${column}`))
      .where('form.enrolmentId = ANY(:enrolmentIds)', { enrolmentIds })
      .andWhere(OWN_VISITS, { mine: centreId ?? null })
      .orderBy('form.openedAt')
      .addOrderBy('form.formCode')
      .getMany();
    const summaries = new Map<string, FormSummary[]>();
    for (const record of records) {
      const { protocol, form } = await this.protocols.form(tx, record.protocolVersionId, record.formCode);
      summaries.set(record.enrolmentId, [
        ...(summaries.get(record.enrolmentId) ?? []),
        viewForm(record, titleOf({ record, protocol, form })),
      ]);
    }
    return summaries;
  }
}

/** Not its values: a page of fifty files would carry megabytes of them. */
const SUMMARISED = [
  'id',
  'enrolmentId',
  'protocolVersionId',
  'formCode',
  'visitCode',
  'occurrence',
  'formKind',
  'state',
  'applicable',
  'filled',
  'missing',
  'allPut',
  'changedAt',
] as const satisfies readonly (keyof FormRecord)[];

/** Of a patient who left, a centre keeps the forms of its own visits (charter C10.5). */
const OWN_VISITS = `(CAST(:mine AS text) IS NULL OR enrolment.centreId = :mine OR NOT (:mine = ANY(enrolment.formerCentreIds)) OR form.centreId = :mine)`;

function viewForm(record: FormRecord, title: string): FormSummary {
  const { id, formCode: code, formKind: kind, state, applicable, filled, missing, allPut, changedAt } = record;
  return { id, code, kind, title, state, applicable, filled, missing, allPut, changedAt: changedAt.toISOString() };
}
