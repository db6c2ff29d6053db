import { Injectable, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Ctx } from './ctx.js';
import { LiveSignal } from './live-signal.js';

/** Enrolment (from its draft) for all that concerns a patient; the others for rights, states and the installation. */
export type StreamKind = 'enrolment' | 'centre' | 'authorisation' | 'person' | 'installation';

/** One value, before and after, as stored. `undefined` is absence. */
export interface JournalChange {
  readonly item: string;
  readonly old?: unknown;
  readonly new?: unknown;
  readonly reason?: string;
}

/** What is written. Details hold no clinical value: those go in `changes`, which retention can erase. */
export interface JournalRecord {
  readonly stream: { readonly kind: StreamKind; readonly id: string };
  /** Past tense, dotted: `request.signed`, `form.values-changed`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly details?: Readonly<Record<string, unknown>>;
  readonly changes?: readonly JournalChange[];
}

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
export interface JournalEntryWritten extends JournalRecord {
  /** In the stream, from 1: the version that marks of values carry. */
  readonly seq: number;
  /** Over all streams. */
  readonly id: number;
  readonly actor: JournalActor;
}

/** What another capability does about an act, in the same transaction (a notification's row). It throws: the act is undone. */
export type Reaction = (tx: EntityManager, entry: JournalEntryWritten, afterCommit: Ctx['afterCommit']) => Promise<void>;

/** The one way to write that something happened (mechanisms: « The journal »). */
@Injectable()
export class Journal {
  private readonly reactions = new Map<string, Reaction[]>();

  /** @param signal none for a command that only writes: whoever follows the journal finds it by themselves. */
  constructor(@Optional() private readonly signal?: LiveSignal) {}

  /** Declares what happens beside an action. Called once, when a module starts. */
  on(action: string, reaction: Reaction): void {
    this.reactions.set(action, [...(this.reactions.get(action) ?? []), reaction]);
  }

  /** Writes the act of the request's actor in the request's transaction. */
  async append(ctx: Ctx, record: JournalRecord): Promise<JournalEntryWritten> {
    return this.appendAs(ctx.tx, actorOf(ctx), record, ctx.afterCommit);
  }

  async appendAs(
    tx: EntityManager,
    actor: JournalActor,
    record: JournalRecord,
    afterCommit: Ctx['afterCommit'] = () => undefined,
  ): Promise<JournalEntryWritten> {
    const { stream, action, subject, details = {}, changes = [] } = record;
    const [row] = await tx.query('SELECT entry_seq, entry_id FROM journal_append($1, $2, $3, $4, $5, $6, $7, $8)', [
      stream.kind,
      stream.id,
      JSON.stringify(actor),
      action,
      subject.type,
      subject.id,
      JSON.stringify(details),
      JSON.stringify(changes.map(stored)),
    ]);
    const entry = { ...record, actor, seq: Number(row.entry_seq), id: Number(row.entry_id) };
    for (const reaction of this.reactions.get(action) ?? []) await reaction(tx, entry, afterCommit);
    afterCommit(() => this.signal?.say(entry.id));
    return entry;
  }
}

/** How the journal names the actor of a request; a patient who answers, by the professional who opened the questionnaire (charter C5.9). */
export function actorOf({ actor }: Ctx): JournalActor {
  const role = actor.profile?.role ?? actor.staff?.role ?? 'none';
  const who = actor.handedOver
    ? { name: `Patient (questionnaire ouvert par ${actor.name})`, role: PATIENT_ROLE }
    : { name: actor.name, role };
  return { id: actor.personId, ...who, ...(actor.profile ? { centre: actor.profile.centreId } : {}) };
}

/** Values are kept as JSON text, so that what is hashed is what is stored. */
function stored({ item, old, new: next, reason }: JournalChange): Record<string, string | null> {
  const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  return { item, old: text(old), new: text(next), reason: reason ?? null };
}
