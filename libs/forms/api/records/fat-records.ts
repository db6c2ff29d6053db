import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { AccessRequests } from '#access-rights/api';
import type { Ctx } from '#kernel/api';
import { latestOf } from '#forms/domain';
import { type FormSummary, RequestForms, type KnownEnrolment } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
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
    const form = protocol.forms.find(({ kind }) => kind === 'FAT');
    if (!form) throw new Error(`Protocol ${protocol.code} ${protocol.version} has no FAT.`);
    await beginRecord(ctx, { enrolment, protocolVersionId, form, visit: '', occurrence: 1 }, async () => ({ today: ctx.today }));
  }

  async reopenFat({ tx }: Ctx, enrolmentId: string): Promise<void> {
    const fat = await tx.findOneByOrFail(FormRecord, { enrolmentId, formKind: 'FAT' });
    const reopened = { state: 'in-progress', stateVersion: fat.stateVersion + 1, changedAt: new Date(), reopenedSeq: latestOf(fat.marks) };
    await tx.save(FormRecord, Object.assign(fat, reopened));
  }

  async closeAccess(ctx: Ctx, enrolmentId: string): Promise<void> {
    await this.accessRequests.cancelled(ctx, enrolmentId);
  }

  async summaries(tx: EntityManager, enrolmentIds: readonly string[]): Promise<ReadonlyMap<string, readonly FormSummary[]>> {
    if (enrolmentIds.length === 0) return new Map();
    // Not its values: a page of fifty files would carry megabytes of them.
    const records = await tx.find(FormRecord, {
      select: { id: true, enrolmentId: true, protocolVersionId: true, formCode: true, visitCode: true, occurrence: true, ...COUNTS },
      where: { enrolmentId: In([...enrolmentIds]) },
      order: { openedAt: 'ASC', formCode: 'ASC' },
    });
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

const COUNTS = { formKind: true, state: true, applicable: true, filled: true, missing: true, allPut: true, changedAt: true } as const;

function viewForm(record: FormRecord, title: string): FormSummary {
  const { id, formCode: code, formKind: kind, state, applicable, filled, missing, allPut, changedAt } = record;
  return { id, code, kind, title, state, applicable, filled, missing, allPut, changedAt: changedAt.toISOString() };
}
