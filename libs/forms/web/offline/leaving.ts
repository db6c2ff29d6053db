import { inject, Injectable } from '@angular/core';
import { Dialogs, KEPT_DAYS } from '#kernel/web';
import { FormDesk } from '../sheet/desk.js';
import { Keeping } from './keeping.js';

/** The way out of a form: what is typed is saved first; what cannot be is told, with what becomes of it. */
@Injectable()
export class Leaving {
  private readonly desk = inject(FormDesk);
  private readonly keeping = inject(Keeping);
  private readonly dialogs = inject(Dialogs);

  constructor() {
    void this.dialogs.prepare();
  }

  /** Before another page of ours. True when one may go. */
  async mayLeave(): Promise<boolean> {
    const isSaved = await this.desk.isSaved();
    await this.keeping.settle();
    if (isSaved) return true;
    const count = this.desk.saving.unsaved();
    const answer = await this.dialogs.confirm({
      title: $localize`Quitter la fiche\u202f?`,
      ...(this.keeping.isKept() ? keptInWords(count) : lostInWords(count)),
    });
    return answer !== undefined;
  }

  /** Before the page itself goes. The browser asks only where something would be lost. */
  holdBack(event: BeforeUnloadEvent): void {
    this.desk.unheard.flush();
    if (this.desk.saving.unsaved() === 0) return;
    void this.desk.saving.flush();
    if (this.keeping.isKept()) return;
    void this.keeping.settle();
    event.preventDefault();
  }
}

function keptInWords(count: number) {
  return {
    consequence:
      count === 1
        ? $localize`1 réponse n’est pas encore enregistrée. Elle reste gardée sur ce poste, chiffrée, ${KEPT_DAYS} jours au plus\u00a0: vous seul pourrez l’y retrouver.`
        : $localize`${count} réponses ne sont pas encore enregistrées. Elles restent gardées sur ce poste, chiffrées, ${KEPT_DAYS} jours au plus\u00a0: vous seul pourrez les y retrouver.`,
    act: $localize`Quitter la fiche`,
  };
}

function lostInWords(count: number) {
  return {
    consequence:
      count === 1
        ? $localize`1 réponse n’est pas enregistrée. Elle sera perdue.`
        : $localize`${count} réponses ne sont pas enregistrées. Elles seront perdues.`,
    act: $localize`Quitter et les perdre`,
    danger: true,
  };
}
