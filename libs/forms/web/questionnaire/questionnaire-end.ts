import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { type ApiProblem, toApiProblem } from '#kernel/web';
import { QuestionnaireDesk } from './questionnaire.desk.js';
import { FormsWire } from '../wire.js';

/** Milliseconds between two tries while the network is gone. */
const AGAIN_MS = 5000;

/** « J’ai terminé »: from then on the answers are out of sight, and the server hears of it after the last of them, be it much later. */
@Injectable()
export class QuestionnaireEnd {
  private readonly desk = inject(QuestionnaireDesk);
  private readonly wire = inject(FormsWire);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private telling = false;

  /** The server knows. */
  readonly isTold = signal(false);
  /** Why it will not be told, when trying again would change nothing. */
  readonly problem = signal<ApiProblem | undefined>(undefined);

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** The patient has said so. Tries until the server has heard. */
  async tell(): Promise<void> {
    if (this.telling || this.isTold()) return;
    this.desk.finish();
    clearTimeout(this.timer);
    this.telling = true;
    try {
      if (!(await this.desk.saving.flush())) return this.tryLater();
      await this.wire.finishQuestionnaire();
      this.isTold.set(true);
      this.problem.set(undefined);
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      if (!problem.passing) this.problem.set(problem);
      this.tryLater();
    } finally {
      this.telling = false;
    }
  }

  private tryLater(): void {
    this.timer = setTimeout(() => void this.tell(), AGAIN_MS);
  }
}
