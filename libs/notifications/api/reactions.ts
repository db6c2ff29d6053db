import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audiences, CONFIG, Jobs, Journal, SYSTEM_ACTOR, type Config, type Ctx, type JournalEntryWritten } from '#kernel/api';
import { ACCESS_LETTERS, FACTOR_RESET_ACTS } from '#access-rights/domain';
import { LetterRegistry, type LetterKind } from '#kernel/domain';
import { MAIL_ACTS } from '#notifications/domain';
import { REQUEST_ACTS } from '#patients/domain';
import { messageId } from './message-id.js';
import { Recipients } from './recipients.js';
import { SEND } from './sender.service.js';

/**
 * Writes the letters that an act is told by, in the very transaction that writes it: the row and the act are kept together or not at all. After the commit the worker
 * is woken; if that fails, its sweep finds the row.
 */
@Injectable()
export class NotificationReactions implements OnModuleInit, OnApplicationBootstrap {
  private readonly domain: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly audiences: Audiences,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly letters: LetterRegistry,
    private readonly recipients: Recipients,
  ) {
    this.domain = new URL(config.publicUrl).hostname;
  }

  onModuleInit(): void {
    this.journal.on(REQUEST_ACTS.sent, async (tx, { stream, details }) => {
      if (details.first) await this.recipients.freeze(tx, stream.id);
    });
    // Charter R7: opening the enrolment is the access request.
    this.journal.on(REQUEST_ACTS.included, (tx, { stream }) => this.recipients.freeze(tx, stream.id));
    for (const letter of this.letters.all) {
      for (const act of letter.tells) this.journal.on(act, (tx, entry, afterCommit) => this.tell(tx, letter, entry, afterCommit));
    }
  }

  /** A letter to people whom nobody knows is found at start, not when it should leave. */
  onApplicationBootstrap(): void {
    for (const { to } of this.letters.all) if (to) this.audiences.of(to);
  }

  private async tell(tx: EntityManager, letter: LetterKind, entry: JournalEntryWritten, afterCommit: Ctx['afterCommit']): Promise<void> {
    const people = new Set(await this.peopleOf(tx, letter, entry));
    if (people.size === 0 && letter.to?.neverEmpty) return this.tellNobody(tx, letter, entry, afterCommit);
    // One knows what one has just done.
    if (!letter.to?.evenOfTheirOwnActs) people.delete(entry.actor.id);
    const ids = await note(tx, { kind: letter.name, entry, people: [...people], domain: this.domain });
    afterCommit(async () => {
      for (const id of ids) await this.jobs.wake(SEND, `${id}-0`, { id });
    });
  }

  private async peopleOf(tx: EntityManager, letter: LetterKind, entry: JournalEntryWritten): Promise<readonly string[]> {
    return letter.to ? this.audiences.of(letter.to)(tx, entry as JournalEntryWritten<never>) : (letter.people?.(entry.details) ?? []);
  }

  /** Nobody is there to be told: the row stays, and the manager sees to it (charter P1, P3). */
  private async tellNobody(tx: EntityManager, { name: kind }: LetterKind, entry: JournalEntryWritten, afterCommit: Ctx['afterCommit']) {
    const [row] = await tx.query(
      `INSERT INTO notification (kind, enrolment_id, entry_id, message_id, state, settled_at) VALUES ($1, $2, $3, $4, 'nobody', clock_timestamp())
       RETURNING id`,
      [kind, entry.stream.id, entry.id, messageId(this.domain)],
    );
    const record = { stream: entry.stream, subject: row.id, details: { kind, entryId: entry.id } };
    await this.journal.appendAs(tx, SYSTEM_ACTOR, MAIL_ACTS.nobody, record, afterCommit);
  }
}

/** What is to be told, of which entry and to whom. */
interface Noted {
  readonly kind: string;
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
    await note(tx, { kind: ACCESS_LETTERS.factorReset.name, entry, people: [entry.stream.id], domain: 'passerelle' });
  });
}
