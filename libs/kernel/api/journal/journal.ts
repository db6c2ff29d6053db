import { Injectable, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { patientOfInWords, type Act, type ActStream, type NoDetails, type StreamKind } from '#kernel/domain';
import type { Ctx } from '../request/ctx.js';
import { LiveSignal } from '../live/live-signal.js';

/** One value, before and after, as stored. `undefined` is absence. */
export interface JournalChange {
  readonly item: string;
  readonly old?: unknown;
  readonly new?: unknown;
  readonly reason?: string;
}

/** Whose journal an entry stands in. */
export interface Stream {
  readonly kind: StreamKind;
  readonly id: string;
}

/** What is written beside who, when and which act. */
export type JournalRecord<Details extends object = object, In extends ActStream = ActStream> = {
  /** The id of the stream, whose kind the act says; the whole stream where it does not. */
  readonly stream: In extends StreamKind ? string : Stream;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly changes?: readonly JournalChange[];
} & (NoDetails extends Details ? { readonly details?: Details } : { readonly details: Details });

/** Who an entry names. `centre` is where the person was working. */
export interface JournalActor {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly centre?: string;
}

/** Who answers a questionnaire that was handed over. */
const PATIENT_ROLE = 'patient';

/** The product itself, for what no person decides (the number's sending, the nightly seal). */
export const SYSTEM_ACTOR: JournalActor = { id: 'system', name: 'Passerelle', role: 'system' };

/** An act that was written: what reactions read. */
export interface JournalEntryWritten<Details extends object = object> {
  readonly stream: Stream;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly details: Details;
  readonly changes: readonly JournalChange[];
  /** In the stream, from 1: the version that marks of values carry. */
  readonly seq: number;
  /** Over all streams. */
  readonly id: number;
  readonly actor: JournalActor;
}

/** What another capability does about an act, in the same transaction (a notification's row). It throws: the act is undone. */
export type Reaction<Details extends object = object> = (
  tx: EntityManager,
  entry: JournalEntryWritten<Details>,
  afterCommit: Ctx['afterCommit'],
) => Promise<void>;

/**
 * The sequence of the last entry of a stream, as a part of a statement of the caller's: in the trip of `append` itself, that entry's own, since anyone who appends holds the
 * stream until the transaction ends. @param id an SQL expression, of type text
 */
export const lastSeqSql = (kind: StreamKind, id: string): string =>
  `(SELECT head.seq FROM journal_head head WHERE head.stream_kind = '${kind}' AND head.stream_id = ${id})`;

/** The one way to write that something happened (mechanisms: « The journal »). It takes only acts that a capability declares. */
@Injectable()
export class Journal {
  private readonly reactions = new Map<string, Reaction<never>[]>();

  /** @param signal none for a command that only writes: anyone who follows the journal finds it by themselves. */
  constructor(@Optional() private readonly signal?: LiveSignal) {}

  /** Declares what happens beside an act. Called once, when a module starts. */
  on<Details extends object>({ name }: Act<Details>, reaction: Reaction<Details>): void {
    this.reactions.set(name, [...(this.reactions.get(name) ?? []), reaction]);
  }

  /** Writes the act of the request's actor in the request's transaction. */
  async append<Details extends object, In extends ActStream>(
    ctx: Ctx,
    act: Act<Details, In>,
    record: JournalRecord<Details, In>,
  ): Promise<JournalEntryWritten<Details>> {
    return this.appendAs(ctx.tx, actorOf(ctx), act, record, ctx.afterCommit);
  }

  async appendAs<Details extends object, In extends ActStream>(
    tx: EntityManager,
    actor: JournalActor,
    act: Act<Details, In>,
    record: JournalRecord<Details, In>,
    afterCommit: Ctx['afterCommit'] = () => undefined,
  ): Promise<JournalEntryWritten<Details>> {
    const { subject: subjectId, details = {} as Details, changes = [] } = record;
    const stream = streamOf(act.stream, record.stream);
    const subject = { type: act.subject, id: subjectId };
    const [row] = await tx.query('SELECT entry_seq, entry_id FROM journal_append($1, $2, $3, $4, $5, $6, $7, $8)', [
      stream.kind,
      stream.id,
      JSON.stringify(actor),
      act.name,
      subject.type,
      subject.id,
      JSON.stringify(details),
      JSON.stringify(changes.map(stored)),
    ]);
    const written = { stream, action: act.name, subject, details, changes, actor, seq: Number(row.entry_seq), id: Number(row.entry_id) };
    for (const reaction of (this.reactions.get(act.name) ?? []) as Reaction<Details>[]) await reaction(tx, written, afterCommit);
    afterCommit(() => this.signal?.say(written.id));
    return written;
  }
}

function streamOf(kind: ActStream, given: string | Stream): Stream {
  if (typeof given !== 'string') return given;
  if (kind === 'as-told') throw new Error('An act that is written where another was says where that is.');
  return { kind, id: given };
}

/** How the journal names the actor of a request; a patient who answers, by the professional who opened the questionnaire (charter C5.9). */
export function actorOf({ actor }: Ctx): JournalActor {
  const role = actor.profile?.role ?? actor.staff?.role ?? 'none';
  const who = actor.handedOver ? { name: patientOfInWords(actor.name), role: PATIENT_ROLE } : { name: actor.name, role };
  return { id: actor.personId, ...who, ...(actor.profile ? { centre: actor.profile.centreId } : {}) };
}

/** Values are kept as JSON text, so that what is hashed is what is stored. */
function stored({ item, old, new: next, reason }: JournalChange): Record<string, string | null> {
  const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  return { item, old: text(old), new: text(next), reason: reason ?? null };
}
