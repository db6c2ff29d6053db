import { inject, Injectable } from '@angular/core';
import {
  Api,
  askUnlockForm,
  type FormView,
  getForm,
  lockForm,
  markReviewed,
  refuseUnlockForm,
  unlockForm,
  unmarkReviewed,
} from '#api-client';
import { Announcer, Dialogs, ifMatch, type Question, toApiProblem } from '#kernel/web';

export type ReviewMark = FormView['review'][number]['mark'];

/** The review of a form by data managers, and its lock (charter C12.5). Failures are told to the person. */
@Injectable({ providedIn: 'root' })
export class Review {
  private readonly api = inject(Api);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  /** Says that this content was read or verified, or takes it back. @returns the form as it is then, if it was done */
  mark({ id, contentVersion }: Pick<FormView, 'id' | 'contentVersion'>, mark: ReviewMark, isSet: boolean): Promise<FormView | undefined> {
    return this.told(() =>
      isSet ? this.api.invoke(markReviewed, { id, mark, body: { contentVersion } }) : this.api.invoke(unmarkReviewed, { id, mark }),
    );
  }

  /** Locks the form as it stands on the server, once a reason is given. `what` names it, where several stand side by side. */
  lock(id: string, what = $localize`Cette fiche`): Promise<FormView | undefined> {
    return this.withReason(
      {
        title: $localize`Verrouiller la fiche`,
        consequence: $localize`${what}\u00a0: plus personne ne pourra y écrire tant que le verrou n’est pas levé. Le centre en est informé, avec votre motif, et peut demander qu’il soit levé.`,
        act: $localize`Verrouiller`,
        reason: { label: $localize`Pourquoi verrouiller cette fiche\u202f?`, hint: $localize`Le centre lira ces mots.` },
      },
      (reason) => this.lockKnowing(id, reason),
      $localize`Fiche verrouillée, le centre en est informé.`,
    );
  }

  unlock(id: string, what = $localize`Cette fiche`): Promise<FormView | undefined> {
    return this.withReason(
      {
        title: $localize`Déverrouiller la fiche`,
        consequence: $localize`${what}\u00a0: le verrou ne l’empêchera plus d’être modifiée, avec un motif. Le centre en est informé.`,
        act: $localize`Déverrouiller`,
        reason: { label: $localize`Pourquoi lever le verrou\u202f?`, hint: $localize`Le centre lira ces mots.` },
      },
      async (reason) => this.api.invoke(unlockForm, { ...(await this.seen(id)), body: { reason } }),
      $localize`Fiche déverrouillée, le centre en est informé.`,
    );
  }

  askUnlock(id: string): Promise<FormView | undefined> {
    return this.withReason(
      {
        title: $localize`Demander le déverrouillage`,
        consequence: $localize`L’opérateur reçoit votre demande. La fiche reste verrouillée jusqu’à sa réponse.`,
        act: $localize`Demander le déverrouillage`,
        reason: { label: $localize`Que voulez-vous corriger\u202f?`, hint: $localize`L’opérateur lira ces mots.` },
      },
      (reason) => this.api.invoke(askUnlockForm, { id, body: { reason } }),
      $localize`Demande envoyée à l’opérateur.`,
    );
  }

  /** Says no to the request that is shown: one that another answered meanwhile is told, and left. */
  refuseUnlock({ id, stateVersion }: Pick<FormView, 'id' | 'stateVersion'>): Promise<FormView | undefined> {
    return this.withReason(
      {
        title: $localize`Refuser le déverrouillage`,
        consequence: $localize`La fiche reste verrouillée. Le centre en est informé, avec votre motif, et peut le demander de nouveau.`,
        act: $localize`Refuser`,
        reason: { label: $localize`Pourquoi refuser\u202f?`, hint: $localize`Le centre lira ces mots.` },
      },
      (reason) => this.api.invoke(refuseUnlockForm, { id, 'If-Match': ifMatch(stateVersion), body: { reason } }),
      $localize`Déverrouillage refusé, le centre en est informé.`,
    );
  }

  /** Queries in progress are told before the form is locked despite them. */
  private async lockKnowing(id: string, reason: string): Promise<FormView | undefined> {
    try {
      return await this.api.invoke(lockForm, { ...(await this.seen(id)), body: { reason } });
    } catch (thrown) {
      const { code, detail = '' } = toApiProblem(thrown);
      if (code !== 'queries-in-progress') throw thrown;
      const title = $localize`Des queries sont en cours`;
      const isSure = await this.dialogs.confirm({ title, consequence: detail, act: $localize`Verrouiller quand même` });
      return isSure && this.api.invoke(lockForm, { ...(await this.seen(id)), body: { reason, despiteQueries: true } });
    }
  }

  /** The state that the act changes, as it is now: what is decided is the lock, whatever was typed meanwhile. */
  private async seen(id: string): Promise<{ readonly id: string; readonly 'If-Match': string }> {
    const { stateVersion } = await this.api.invoke(getForm, { id });
    return { id, 'If-Match': ifMatch(stateVersion) };
  }

  private async withReason(
    question: Question,
    act: (reason: string) => Promise<FormView | undefined>,
    done: string,
  ): Promise<FormView | undefined> {
    const confirmed = await this.dialogs.confirm(question);
    const form = confirmed && (await this.told(() => act(confirmed.reason)));
    if (form) this.announcer.say(done);
    return form;
  }

  private async told(act: () => Promise<FormView | undefined>): Promise<FormView | undefined> {
    try {
      return await act();
    } catch (thrown) {
      const { title, detail } = toApiProblem(thrown);
      this.announcer.say([title, detail].filter(Boolean).join(' '), 'red');
      return undefined;
    }
  }
}
