import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, Jobs, Journal, SYSTEM_ACTOR, type Config, type Ctx, type JournalEntryWritten } from '#kernel/api';
import type { NotificationKind } from './notification.entity.js';
import { Recipients } from './recipients.js';
import { SEND } from './sender.service.js';
import { DESIGNATION_ACTS, FACTOR_RESET_ACTS } from '#access-rights/domain';
import { FORM_ACTS } from '#forms/domain';
import { IDENTITY_ACTS } from '#identity/domain';
import { REQUEST_ACTS } from '#patients/domain';
import { CASE_ACTS } from '#pharmacovigilance/domain';
import { MAIL_ACTS } from '#notifications/domain';
import { type Act } from '#kernel/domain';

/** What the holder's pharmacovigilance is told at once (charter P3). */
const CASES = [
  [CASE_ACTS.received, 'case-received'],
  [CASE_ACTS.becameSerious, 'case-became-serious'],
  [CASE_ACTS.clockShortened, 'case-became-serious'],
] as const;

/** Whom an act concerns. */
type Concerned<Details extends object = object> = (tx: EntityManager, entry: JournalEntryWritten<Details>) => Promise<readonly string[]>;

/**
 * What is told of which act, in the very transaction that writes it: the row and the act are kept together or not at all. After the
 * commit the worker is woken; if that fails, its sweep finds the row.
 */
@Injectable()
export class NotificationReactions implements OnModuleInit {
  private readonly domain: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly recipients: Recipients,
  ) {
    this.domain = new URL(config.publicUrl).hostname;
  }

  onModuleInit(): void {
    this.journal.on(REQUEST_ACTS.sent, async (tx, { stream, details }) => {
      if (details.first) await this.recipients.freeze(tx, stream.id);
    });
    this.tellHolder(REQUEST_ACTS.sent, 'request-arrived');
    this.tell(REQUEST_ACTS.granted, 'request-granted', (tx, { stream }) => this.recipients.frozen(tx, stream.id));
    this.tell(REQUEST_ACTS.refused, 'request-refused', (tx, { stream }) => this.everyone(tx, stream.id));
    this.tell(REQUEST_ACTS.moreAsked, 'request-more-asked', (tx, { stream }) => this.everyone(tx, stream.id));
    for (const [act, kind] of CASES) this.tellHolder(act, kind);
    this.tell(FORM_ACTS.signed, 'signature-awaited', (tx, entry) => this.otherSigner(tx, entry));
    this.tell(DESIGNATION_ACTS.authorLeft, 'designation-author-left', async (tx, { stream, subject }) =>
      (await this.recipients.answerable(tx, stream.id, subject.id)).map(({ personId }) => personId),
    );
    this.tell(FACTOR_RESET_ACTS.done, 'second-factor-reset', async (_tx, { stream }) => [stream.id]);
    this.tellOwner(IDENTITY_ACTS.factorEnrolled, 'second-factor-enrolled');
    this.tellOwner(IDENTITY_ACTS.factorRemoved, 'second-factor-removed');
    this.tell(FORM_ACTS.signatureVoided, 'signature-voided', async (_tx, { details: { personId } }) => [personId]);
  }

  private tell<Details extends object>(act: Act<Details>, kind: NotificationKind, concerned: Concerned<Details>): void {
    this.journal.on(act, async (tx, entry, afterCommit) => {
      const people = new Set(await concerned(tx, entry));
      // One knows what one has just done.
      people.delete(entry.actor.id);
      await this.write(tx, kind, entry, [...people], afterCommit);
    });
  }

  /** Whoever it was that acted in their name. */
  private tellOwner(act: Act, kind: NotificationKind): void {
    this.journal.on(act, (tx, entry, afterCommit) => this.write(tx, kind, entry, [entry.stream.id], afterCommit));
  }

  /** What waits for the holder is never told to no one: without an active account there, the manager sees to it (charter P1, P3). */
  private tellHolder(act: Act, kind: NotificationKind): void {
    const deciding: Concerned = async (tx, { stream }) => (await this.recipients.deciding(tx, stream.id)).map(({ personId }) => personId);
    this.tell(act, kind, deciding);
    this.journal.on(act, async (tx, entry, afterCommit) => {
      if ((await deciding(tx, entry)).length > 0) return;
      const [row] = await tx.query(
        `INSERT INTO notification (kind, enrolment_id, entry_id, message_id, state, settled_at) VALUES ($1, $2, $3, $4, 'nobody', clock_timestamp())
         RETURNING id`,
        [kind, entry.stream.id, entry.id, messageId(this.domain)],
      );
      const record = { stream: entry.stream, subject: row.id, details: { kind, entryId: entry.id } };
      await this.journal.appendAs(tx, SYSTEM_ACTOR, MAIL_ACTS.nobody, record, afterCommit);
    });
  }

  private async write(
    tx: EntityManager,
    kind: NotificationKind,
    entry: JournalEntryWritten,
    people: readonly string[],
    afterCommit: Ctx['afterCommit'],
  ): Promise<void> {
    const ids = await note(tx, { kind, entry, people, domain: this.domain });
    afterCommit(async () => {
      for (const id of ids) await this.jobs.wake(SEND, `${id}-0`, { id });
    });
  }

  private async everyone(tx: EntityManager, enrolmentId: string): Promise<string[]> {
    return (await this.recipients.withAccess(tx, enrolmentId)).map(({ personId }) => personId);
  }

  /** After a first signature of a FAT, whoever can put the second (charter P1); nobody is awaited to sign anything else (C5.6). */
  private async otherSigner(
    tx: EntityManager,
    { stream, subject, details }: JournalEntryWritten<{ readonly role: string }>,
  ): Promise<string[]> {
    const role = details.role === 'prescriber' ? 'pharmacist' : 'prescriber';
    const awaited: unknown[] = await tx.query(
      `SELECT 1 FROM form_record WHERE id = $1 AND form_kind = 'FAT'
       AND NOT EXISTS (SELECT 1 FROM signature WHERE form_id = $1 AND role = $2 AND voided_at IS NULL)`,
      [subject.id, role],
    );
    if (awaited.length === 0) return [];
    return role === 'pharmacist' ? this.recipients.pharmacists(tx, stream.id) : [await this.recipients.prescriber(tx, stream.id)];
  }
}

/** What is to be told, of which entry and to whom. */
interface Noted {
  readonly kind: NotificationKind;
  readonly entry: Pick<JournalEntryWritten, 'id' | 'stream'>;
  readonly people: readonly string[];
  readonly domain: string;
}

/** @returns the ids of what is to be sent. */
async function note(tx: EntityManager, { kind, entry: { id, stream }, people, domain }: Noted): Promise<string[]> {
  if (people.length === 0) return [];
  const rows: { id: string }[] = await tx.query(
    `INSERT INTO notification (kind, enrolment_id, person_id, entry_id, message_id)
     SELECT $1, $2, person_id, $3, message_id FROM unnest($4::uuid[], $5::text[]) AS one (person_id, message_id)
     ON CONFLICT (entry_id, person_id) DO NOTHING RETURNING id`,
    [kind, stream.kind === 'enrolment' ? stream.id : null, id, people, people.map(() => messageId(domain))],
  );
  return rows.map((row) => row.id);
}

/** What is told of commands of the owner, which run beside the application: the worker's sweep finds it and sends it. */
export function tellOfCommands(journal: Journal): void {
  journal.on(FACTOR_RESET_ACTS.doneByCommand, async (tx, entry) => {
    await note(tx, { kind: 'second-factor-reset', entry, people: [entry.stream.id], domain: 'passerelle' });
  });
}

/** An e-mail keeps its own, however often it is sent. */
export function messageId(domain: string): string {
  return `<${randomUUID()}@${domain}>`;
}
