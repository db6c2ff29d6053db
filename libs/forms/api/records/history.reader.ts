import { Injectable } from '@nestjs/common';
import { AccessLog, Problem, type Ctx } from '#kernel/api';
import { FORM_ACTS, onlyCentre } from '#forms/domain';
import { JournalReader, seesSinceSent, type ReadEntry } from '#patients/api';
import { findItem, findRow } from '#protocols/domain';
import { FormStore } from './form.store.js';
import type { HistoryEntry, HistoryList } from './forms.messages.js';
import { viewerOf } from './open-form.js';
import { ActRegistry } from '#kernel/domain';
import { say } from '../say.js';

/** The form goes to another version of its protocol, or back. */
const PASSAGES: readonly string[] = [FORM_ACTS.passed.name, FORM_ACTS.passageReverted.name];

/** A value that nobody typed came to stand there, or was put aside: each entry says where it is from. */
const CARRIED: ReadonlyMap<string, 'brought' | 'put-aside'> = new Map([
  [FORM_ACTS.valuesCarried.name, 'brought'],
  [FORM_ACTS.carriedPutAside.name, 'put-aside'],
]);

/** Entries shown at once: the journal of the file holds the rest. */
const LONGEST = 500;

/** What became of the values of a form: a reading of the journal. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly store: FormStore,
    private readonly journal: JournalReader,
    private readonly accessLog: AccessLog,
    private readonly acts: ActRegistry,
  ) {}

  /** Of one item, or of all; latest first. @throws Problem `unknown-item`. */
  async of(ctx: Ctx, id: string, item: string | undefined): Promise<HistoryList> {
    const open = await this.store.find(ctx, id);
    if (item !== undefined && !findItem(open.form, item) && !findRow(open.form, item)) {
      throw new Problem('unknown-item', { rule: 'C1.1', items: [{ path: item, message: say({ code: 'no-field-here' }) }] });
    }
    const read = this.journal.entries(
      ctx.tx,
      {
        enrolmentId: open.record.enrolmentId,
        subjectId: id,
        only: [FORM_ACTS.valuesChanged.name, ...CARRIED.keys(), ...PASSAGES],
        item,
        sinceSent: seesSinceSent(ctx),
        centreId: onlyCentre(viewerOf(ctx.actor, open)),
      },
      LONGEST,
    );
    const entries = await this.accessLog.beside(ctx, { action: 'read', subject: { type: 'history', id } }, read);
    return { items: entries.flatMap((entry) => viewHistory(entry, this.acts)) };
  }
}

function viewHistory({ row, changes }: ReadEntry, acts: ActRegistry): HistoryEntry[] {
  const { seq, at, actorName, actorRole, centreName, action, details } = row;
  const who = { seq, at: at.toISOString(), actorName, actorRole, ...(centreName && { centreName }) };
  const carried = CARRIED.get(action);
  const answers = changes.map((change) => ({ ...who, ...change, ...(carried && { carried }) }));
  return PASSAGES.includes(action)
    ? [{ ...who, item: '', label: acts.sentence(action, { ...details, title: undefined }, 0), isAct: true }, ...answers]
    : answers;
}
