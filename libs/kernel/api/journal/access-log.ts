import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource, type EntityManager } from 'typeorm';
import { deviceClass, type DeviceClass } from '#kernel/domain';
import { actorOf } from './journal.js';
import type { Ctx } from '../request/ctx.js';

/** One look: a file, a form, a PDF, a history; or a list with its filter. */
export interface Look {
  readonly action: 'read' | 'listed' | 'printed' | 'exported';
  readonly subject: { readonly type: string; readonly id: string };
  /** For a list: what was asked for, without patient data. */
  readonly filter?: Readonly<Record<string, unknown>>;
}

/** From where a request comes. */
export interface Origin {
  readonly address: string;
  readonly device: DeviceClass;
}

/** What was refused: that it was asked is a look too, and by which rule it was not given. */
export interface RefusedLook {
  readonly subject: { readonly type: string; readonly id: string };
  readonly status: 403 | 404;
  readonly rule?: string;
}

/** Who looked at what, and who was refused it (charter C3.1): another log than the journal, with its own retention. */
@Injectable()
export class AccessLog {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Written before the answer leaves: a look that cannot be logged is not given. On the request's own connection: what holds one and waits
   * for another, while all do, waits for ever.
   */
  async record(ctx: Ctx, { action, subject, filter }: Look): Promise<void> {
    await write(ctx.tx, ctx, { action, subject, filter: filter ? JSON.stringify(filter) : null, outcome: 'given', rule: null });
  }

  /**
   * The same, beside what is looked at, in as few trips: neither is given without the other. What may be refused is asked before, or the log would tell of a look that
   * nobody had.
   */
  async beside<T>(ctx: Ctx, look: Look, answer: Promise<T>): Promise<T> {
    const [given] = await Promise.all([answer, this.record(ctx, look)]);
    return given;
  }

  /** The request's transaction is over, and nothing of it stands: this is written beside. */
  async refused(ctx: Ctx, { subject, status, rule }: RefusedLook): Promise<void> {
    const outcome = status === 403 ? 'forbidden' : 'absent';
    await write(this.dataSource.manager, ctx, { action: 'asked', subject, filter: null, outcome, rule: rule ?? null });
  }
}

interface Written {
  readonly action: Look['action'] | 'asked';
  readonly subject: Look['subject'];
  readonly filter: string | null;
  readonly outcome: 'given' | 'forbidden' | 'absent';
  readonly rule: string | null;
}

async function write(tx: EntityManager, ctx: Ctx, { action, subject, filter, outcome, rule }: Written): Promise<void> {
  const { id, role, centre } = actorOf(ctx);
  const { address, device } = ctx.origin ?? { address: null, device: null };
  await tx.query(
    `INSERT INTO access_log (person_id, role, centre_id, action, subject_type, subject_id, filter, request_id, outcome, rule, address, device)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, role, centre ?? null, action, subject.type, subject.id, filter, ctx.requestId, outcome, rule, address, device],
  );
}

/** From where a request comes, as far as the proxies that are trusted say. */
export function originOf({ ip, headers }: Pick<Request, 'ip' | 'headers'>): Origin {
  return { address: ip ?? '', device: deviceClass(headers['user-agent']) };
}

const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ['enrolments', 'enrolment'],
  ['forms', 'form'],
  ['queries', 'query'],
  ['cases', 'case'],
  ['declarations', 'declaration'],
  ['authorisations', 'authorisation'],
  ['designations', 'designation'],
  ['notifications', 'notification'],
  ['staff', 'staff'],
]);

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What a request was about, from the address of its route: `/api/v1/forms/:id/values` is a form. Nothing that is no id of ours is kept. */
export function subjectOf(route: string, id: unknown): RefusedLook['subject'] {
  const parts = route.split('/').filter((part) => part && part !== 'api' && part !== 'v1');
  const name = parts[parts.indexOf(':id') - 1] ?? parts[0] ?? '';
  const bare = name.replace(/\.csv$/, '');
  return { type: SUBJECTS.get(bare) ?? bare, id: typeof id === 'string' && ID.test(id) ? id : '*' };
}
