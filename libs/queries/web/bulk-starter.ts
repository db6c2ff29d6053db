import { inject, Injectable } from '@angular/core';
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

  /** @returns the act that was started; nothing when the person thought better of it, or it was refused */
  async start(
    act: StartBulkAct['act'],
    question: BulkQuestion,
    of: Pick<StartBulkAct, 'rows' | 'targets'>,
  ): Promise<BulkActView | undefined> {
    const { BulkDialog } = await import('./bulk-dialog.js');
    const answer = await this.dialogs.open<BulkAnswer>(BulkDialog, question, 'bulk-title');
    return answer && this.send({ ...wishOf(act, answer), ...of });
  }

  /** Without a question: what it does is said on its button. */
  async send(wish: StartBulkAct): Promise<BulkActView | undefined> {
    try {
      return await this.api.start(wish, newKey());
    } catch (thrown) {
      const { title, detail, items } = toApiProblem(thrown);
      this.announcer.say([title, detail ?? items?.[0]?.message].filter(Boolean).join(' '), 'red');
      return undefined;
    }
  }
}
