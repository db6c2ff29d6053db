import { inject, Injectable, signal } from '@angular/core';
import type { BulkActView, StartBulkAct } from '#api-client';
import { Announcer, Dialogs, newKey, toApiProblem } from '#kernel/web';
import { BulkApi } from './bulk.api.js';
import type { BulkAnswer, BulkQuestion } from './bulk-dialog.js';
import { wishOf } from './bulk-questions.js';

/** Asks for the words of an act on many, and starts it. Failures are told to the person. */
@Injectable({ providedIn: 'root' })
export class BulkStarter {
  private readonly api = inject(BulkApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  /** The last wish that is not known to have started: when only its answer was lost, the same key finds it again. */
  private tried: { readonly wish: string; readonly key: string } | undefined;
  private readonly failed_ = signal(0);
  /** How often one was not known to have started: what runs is to be read again. */
  readonly failed = this.failed_.asReadonly();

  /**
   * What was typed is given back with the reason when it does not start.
   * @returns the act that was started; nothing when the person thought better of it
   */
  async start(
    act: StartBulkAct['act'],
    question: BulkQuestion,
    of: Pick<StartBulkAct, 'rows' | 'targets'>,
  ): Promise<BulkActView | undefined> {
    const { BulkDialog } = await import('./bulk-dialog.js');
    for (let asked = question; ;) {
      const answer = await this.dialogs.open<BulkAnswer>(BulkDialog, asked, 'bulk-title');
      if (!answer) return undefined;
      const after = await this.attempt({ ...wishOf(act, answer), ...of });
      if (typeof after !== 'string') return after;
      asked = { ...question, typed: answer, refusal: after };
    }
  }

  /** Without a question: what it does is said on its button. @returns nothing when it did not start */
  async send(wish: StartBulkAct): Promise<BulkActView | undefined> {
    const after = await this.attempt(wish);
    if (typeof after !== 'string') return after;
    this.announcer.say(after, 'red');
    return undefined;
  }

  /** @returns the act, or why it did not start */
  private async attempt(of: StartBulkAct): Promise<BulkActView | string> {
    const wish = JSON.stringify(of);
    if (this.tried?.wish !== wish) this.tried = { wish, key: newKey() };
    try {
      const act = await this.api.start(of, this.tried.key);
      this.tried = undefined;
      return act;
    } catch (thrown) {
      this.failed_.update((count) => count + 1);
      const { title, detail, items } = toApiProblem(thrown);
      return [title, detail ?? items?.[0]?.message].filter(Boolean).join(' ');
    }
  }
}
