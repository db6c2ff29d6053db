import { Injectable } from '@nestjs/common';
import { FairTurns, inThread, moduleBeside, Problem, ThreadStopped, type ThreadLimits } from '#kernel/api';
import type { ReadProtocol } from './read-protocol.js';
import { say } from '../say.js';

const THREAD = moduleBeside(import.meta.url, 'read-protocol.thread');

/** The largest protocol that we know is read in a second or two. Patience costs little here: nobody else waits. */
const LIMITS: ThreadLimits = { processorMs: 25_000, wallMs: 600_000, megabytes: 256 };

/** Each takes a core; more of one person than a few is no reader. */
const AT_ONCE = 2;
const WAITING = 3;

/** Reads documents that people send, where one that is made to be slow holds nobody else. */
@Injectable()
export class ProtocolReading {
  private readonly turns = new FairTurns(AT_ONCE, WAITING);

  /** @throws Problem `too-many-requests` to who has several waiting already. */
  async read(source: string, fileName: string, personId: string, limits: ThreadLimits = LIMITS): Promise<ReadProtocol> {
    if (!this.turns.admits(personId)) throw new Problem('too-many-requests', { detail: say({ code: 'still-reading' }) });
    return this.turns.take(personId, () => readInThread(source, fileName, limits));
  }
}

async function readInThread(source: string, fileName: string, limits: ThreadLimits): Promise<ReadProtocol> {
  try {
    return await inThread(THREAD, { source, fileName }, limits);
  } catch (error) {
    if (!(error instanceof ThreadStopped)) throw error;
    return { ok: false, problems: [{ file: fileName, line: 1, column: 1, code: 'too-long', says: { code: 'too-long' } }] };
  }
}
