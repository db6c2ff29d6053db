import { Injectable } from '@nestjs/common';
import { AccessLog, Problem, type Ctx } from '#kernel/api';
import { onlyCentre } from '#forms/domain';
import { JournalReader, seesSinceSent, wordsOf, type ReadEntry } from '#patients/api';
import { findItem, findRow } from '#protocols/domain';
import { FormStore } from './form.store.js';
import type { HistoryEntry, HistoryList } from './forms.messages.js';
import { viewerOf } from './open-form.js';

/** The form goes to another version of its protocol, or back. */
const MIGRATIONS = ['form.migrated', 'form.migration-reverted'];

/** A value that nobody typed came to stand there, or was put aside: each entry says where it is from. */
const CARRIED = new Map([
  ['form.values-carried', 'brought'],
  ['form.carried-put-aside', 'put-aside'],
] as const);

/** Entries shown at once: the journal of the file holds the rest. */
const LONGEST = 500;

/** What became of the values of a form: a reading of the journal. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly store: FormStore,
    private readonly journal: JournalReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** Of one item, or of all; latest first. @throws Problem `unknown-item`. */
  async of(ctx: Ctx, id: string, item: string | undefined): Promise<HistoryList> {
    const open = await this.store.find(ctx, id);
    if (item !== undefined && !findItem(open.form, item) && !findRow(open.form, item)) {
      throw new Problem('unknown-item', { rule: 'C1.1', items: [{ path: item, message: 'Ce champ n’existe pas dans cette fiche.' }] });
    }
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'history', id } });
    const entries = await this.journal.entries(
      ctx.tx,
      {
        enrolmentId: open.record.enrolmentId,
        subjectId: id,
        only: ['form.values-changed', ...CARRIED.keys(), ...MIGRATIONS],
        item,
        sinceSent: seesSinceSent(ctx),
        centreId: onlyCentre(viewerOf(ctx.actor, open)),
      },
      LONGEST,
    );
    return { items: entries.flatMap(viewHistory) };
  }
}

function viewHistory({ row, changes }: ReadEntry): HistoryEntry[] {
  const { seq, at, actorName, actorRole, centreName, action, details } = row;
  const who = { seq, at: at.toISOString(), actorName, actorRole, ...(centreName && { centreName }) };
  const carried = CARRIED.get(action as 'form.values-carried');
  const answers = changes.map((change) => ({ ...who, ...change, ...(carried && { carried }) }));
  return MIGRATIONS.includes(action)
    ? [{ ...who, item: '', label: wordsOf(action, { ...details, title: undefined }, 0), isAct: true }, ...answers]
    : answers;
}
