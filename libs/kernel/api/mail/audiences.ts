import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Audience } from '#kernel/domain';
import type { JournalEntryWritten } from '../journal/journal.js';

/** The ids of the people of an audience whom an entry concerns. */
export type Whom = (tx: EntityManager, entry: JournalEntryWritten<never>) => Promise<readonly string[]>;

/** Who the people are that letters go to: each capability says it of those that it knows, and anyone who sends does not know them. */
@Injectable()
export class Audiences {
  private readonly known = new Map<string, Whom>();

  /** Called once, when a module starts. @throws Error when it is said twice. */
  define({ name }: Audience, whom: Whom): void {
    if (this.known.has(name)) throw new Error(`The audience ${name} is defined twice.`);
    this.known.set(name, whom);
  }

  /** @throws Error for an audience that nobody defined. */
  of({ name }: Audience): Whom {
    const whom = this.known.get(name);
    if (!whom) throw new Error(`Nobody says who ${name} are.`);
    return whom;
  }
}
