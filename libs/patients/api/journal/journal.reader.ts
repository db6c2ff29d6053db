import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccessLog, decodeCursor, demand, encodeCursor, everyPage, type Ctx } from '#kernel/api';
import { ProtocolVersions } from '#protocols/api';
import { asEnrolment } from '../enrolment/enrolment-abilities.js';
import type { Enrolment } from '../enrolment/enrolment.entity.js';
import { EnrolmentStore } from '../enrolment/enrolment.store.js';
import { readChange, type ReadWith } from './journal-values.js';
import { JournalStore, type JournalFilter, type JournalRow } from './journal.store.js';
import type { JournalChangeView, JournalEntryView, JournalPage, TimelineEvent } from '../patients.messages.js';
import { storyOf } from './story.js';
import { ActRegistry } from '#kernel/domain';

const PAGE = 50;
const WHOLE_STORY = 500;

/** An entry with its changes as people read them. */
export interface ReadEntry {
  readonly row: JournalRow;
  readonly changes: JournalChangeView[];
}

/**
 * Whether this person reads what was written from the first sending on only, as those do who see a request once it was received: the holder's staff. A name typed by
 * mistake and corrected before sending never reaches the company (docs/decisions/0007).
 */
export function seesSinceSent({ ability }: Ctx): boolean {
  const opening = ability.rulesFor('read', 'Enrolment').filter(({ inverted }) => !inverted);
  return opening.length > 0 && opening.every(({ conditions }) => conditions?.['received'] === 'yes');
}

/** The journal of an enrolment, in words. */
@Injectable()
export class JournalReader {
  constructor(
    private readonly enrolments: EnrolmentStore,
    private readonly store: JournalStore,
    private readonly protocols: ProtocolVersions,
    private readonly accessLog: AccessLog,
    private readonly acts: ActRegistry,
  ) {}

  /** A page of entries, latest first: a look that is logged. */
  async page(ctx: Ctx, enrolmentId: string, cursor: string | undefined): Promise<JournalPage> {
    await this.look(ctx, enrolmentId, 'read');
    return this.pageFrom(ctx, enrolmentId, cursor);
  }

  /** The whole journal of a file, latest first: one export that is logged. */
  async export(ctx: Ctx, enrolmentId: string): Promise<AsyncGenerator<JournalEntryView>> {
    await this.look(ctx, enrolmentId, 'exported');
    return everyPage((cursor) => this.pageFrom(ctx, enrolmentId, cursor));
  }

  private async look(ctx: Ctx, enrolmentId: string, action: 'read' | 'exported'): Promise<void> {
    demand(ctx, 'read-journal', asEnrolment(await this.enrolments.find(ctx, enrolmentId)));
    await this.accessLog.record(ctx, { action, subject: { type: 'journal', id: enrolmentId } });
  }

  private async pageFrom(ctx: Ctx, enrolmentId: string, cursor: string | undefined): Promise<JournalPage> {
    const [before] = cursor ? decodeCursor(cursor, ['integer']) : [];
    const filter = { enrolmentId, sinceSent: seesSinceSent(ctx), ...(before !== undefined && { before }) };
    const entries = await this.entries(ctx.tx, filter, PAGE + 1);
    const shown = entries.slice(0, PAGE);
    const last = shown.at(-1);
    return { items: shown.map((entry) => this.view(entry)), ...(entries.length > PAGE && last && { next: encodeCursor([last.row.seq]) }) };
  }

  /** What happened, for the file, first things first. Typing and queries are left to the journal, to the history of the form and to their own list. */
  async timeline(ctx: Ctx, { id: enrolmentId, centreId, formerCentreIds }: Enrolment): Promise<TimelineEvent[]> {
    const mine = ctx.actor.profile?.centreId;
    const leftCentre = mine !== undefined && mine !== centreId && formerCentreIds.includes(mine) ? mine : undefined;
    const rows = await this.store.entries(ctx.tx, { enrolmentId, leftCentre, except: this.acts.untold }, WHOLE_STORY);
    return storyOf(rows.reverse(), this.acts).map(({ row, text }) => ({ ...said(row), text }));
  }

  /** Entries with their values in words. The caller has asked the policy. */
  async entries(tx: EntityManager, filter: JournalFilter, limit: number): Promise<ReadEntry[]> {
    const rows = await this.store.entries(tx, filter, limit);
    return Promise.all(
      rows.map(async (row) => {
        const read = await this.readWith(tx, row);
        return { row, changes: row.changes.map((change) => readChange(change, read, this.acts.change(row.action, change.item))) };
      }),
    );
  }

  /**
   * An entry about a form names the protocol version that its items are of, so that it is read with the words of its day; one that moved it to another
   * version names both.
   */
  private async readWith(tx: EntityManager, { details }: JournalRow): Promise<readonly ReadWith[]> {
    const { protocolVersionId, formerVersionId, form } = details;
    const versions = [protocolVersionId, formerVersionId].filter((id) => typeof id === 'string');
    return typeof form === 'string' ? Promise.all(versions.map((id) => this.protocols.form(tx, id, form))) : [];
  }

  private view({ row, changes }: ReadEntry): JournalEntryView {
    const { id, centreId, subjectType, subjectId, action, details } = row;
    const text = this.acts.sentence(action, details, changes.length);
    return { id, ...said(row), ...(centreId && { centreId }), text, subjectType, subjectId, changes };
  }
}

function said({ seq, at, actorName, actorRole, centreName, action }: JournalRow) {
  return { seq, at: at.toISOString(), actorName, actorRole, ...(centreName && { centreName }), action };
}
