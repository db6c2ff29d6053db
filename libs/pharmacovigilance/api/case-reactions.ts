import { own } from '#kernel/domain';
import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { FormChanges, type Followed, type FormChange, type OpenForm } from '#forms/api';
import type { Rekeyed } from '#forms/domain';
import { Journal, type Ctx } from '#kernel/api';
import { applicability, isDeclaration } from '#protocols/domain';
import { CASE_ACTS, declared, dueOn, turnOf, type Seriousness } from '#pharmacovigilance/domain';
import { Case, Coding, Declaration, isReceived, NOT_TRANSMITTED, type CaseKind, type Received } from './entities.js';

/** What a change of seriousness is called in the journal; what is told again by e-mail are the two first (libs/notifications). */
const TURNS = { serious: CASE_ACTS.becameSerious, sooner: CASE_ACTS.clockShortened, later: CASE_ACTS.clockChanged } as const;

/**
 * What typing in a declaration does, in the same transaction: the first save makes it received, which is day 0 (charter P3); seriousness that
 * changes moves its last day, never day 0. It waits for no completion. Anyone who types holds the enrolment's lock.
 */
@Injectable()
export class CaseReactions implements OnModuleInit {
  constructor(
    private readonly changes: FormChanges,
    private readonly journal: Journal,
  ) {}

  onModuleInit(): void {
    this.changes.on((ctx, change) => this.react(ctx, change));
  }

  private async react(ctx: Ctx, change: FormChange): Promise<Followed | undefined> {
    const { act, open } = change;
    const kind = kindOf(open);
    if ((act !== 'typed' && act !== 'passed') || !kind) return undefined;
    const standing = await ctx.tx.findOneBy(Declaration, { formId: open.record.id });
    return () => this.follow(ctx, change, kind, standing);
  }

  private async follow(ctx: Ctx, { act, open, rekeyed }: FormChange, kind: CaseKind, standing: Declaration | null): Promise<void> {
    const { serious } = declared(open.form, applicability(open.form, open.record.values, open.env), open.protocol.codeLists);
    const isNew = !standing || !isReceived(standing);
    // A form that nobody has saved yet is no declaration, whatever version of the protocol it goes to.
    if (isNew && act === 'passed') return;
    if (isNew) return this.receive(ctx, open, kind, serious, standing);
    await keepCodings(ctx, open, rekeyed);
    if (standing.serious !== serious) await this.changeSeriousness(ctx, open, standing, serious);
  }

  private async receive(ctx: Ctx, open: OpenForm, kind: CaseKind, serious: Seriousness, opened: Declaration | null): Promise<void> {
    const { record, enrolment } = open;
    const caseId = opened?.caseId ?? randomUUID();
    const version = opened?.version ?? 1;
    if (!opened)
      await ctx.tx.insert(Case, {
        id: caseId,
        enrolmentId: enrolment.id,
        kind,
        formCode: record.formCode,
        centreId: record.centreId,
        lastReceivedAt: record.changedAt,
      });
    await ctx.tx.save(Declaration, { formId: record.id, caseId, version, receivedAt: record.changedAt, serious });
    await settleCase(ctx, caseId);
    await this.tell(ctx, open, caseId, version, CASE_ACTS.received);
  }

  /** What becomes more urgent is told again, and is to be taken in charge and transmitted again (docs/decisions/0009, 0017). */
  private async changeSeriousness(ctx: Ctx, open: OpenForm, declaration: Declaration, serious: Seriousness): Promise<void> {
    const { formId, caseId, version } = declaration;
    const turn = turnOf(declaration.serious, serious);
    const again = { acknowledgedAt: null, acknowledgedBy: null, acknowledgedContent: null, ...NOT_TRANSMITTED };
    await ctx.tx.update(Declaration, { formId }, { serious, ...(turn !== 'later' && again) });
    await settleCase(ctx, caseId);
    await this.tell(ctx, open, caseId, version, TURNS[turn]);
  }

  /** No clinical value: the answers stand in the entry of the save. */
  private async tell(ctx: Ctx, { record, form }: OpenForm, caseId: string, version: number, act: typeof CASE_ACTS.received): Promise<void> {
    await this.journal.append(ctx, act, {
      stream: record.enrolmentId,
      subject: caseId,
      details: { kind: record.formKind, formId: record.id, title: form.title, version },
    });
  }
}

/** A code goes with the words that were coded, when their item changed its name: what was fresh stays so. */
async function keepCodings(ctx: Ctx, { record: { id: formId, marks } }: OpenForm, rekeyed: readonly Rekeyed[]): Promise<void> {
  const standing = rekeyed.length > 0 ? await ctx.tx.findBy(Coding, { formId }) : [];
  const moved = rekeyed.flatMap(({ from, to, was, isSame }) => {
    const coding = standing.find(({ item }) => item === from);
    return coding
      ? [{ ...coding, item: to, valueSeq: isSame && coding.valueSeq === was ? (own(marks, to)?.[0] ?? was) : coding.valueSeq }]
      : [];
  });
  if (moved.length === 0) return;
  await ctx.tx.delete(Coding, { formId, item: In(rekeyed.flatMap(({ from, to }) => [from, to])) });
  await ctx.tx.insert(Coding, moved);
}

/** Writes on the case what its declarations say now, and moves its version: the person who read it before reads it again. */
export async function settleCase(ctx: Ctx, id: string): Promise<void> {
  const received = (await ctx.tx.findBy(Declaration, { caseId: id })).filter(isReceived);
  const nearest = (waiting: readonly Received[]) => waiting.map(({ receivedAt, serious }) => dueOn(receivedAt, serious)).sort()[0] ?? null;
  const open = nearest(received.filter(({ transmittedOn }) => transmittedOn === null));
  const unread = nearest(received.filter(({ acknowledgedAt }) => acknowledgedAt === null));
  const last = received.map(({ receivedAt }) => receivedAt).sort((one, other) => other.getTime() - one.getTime())[0];
  await ctx.tx.update(
    Case,
    { id },
    { openDueOn: open, unreadDueOn: unread, stateVersion: () => 'state_version + 1', ...(last && { lastReceivedAt: last }) },
  );
}

function kindOf({ record }: OpenForm): CaseKind | undefined {
  return isDeclaration(record.formKind) ? record.formKind : undefined;
}
