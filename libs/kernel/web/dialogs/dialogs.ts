import type { ComponentType } from '@angular/cdk/overlay';
import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Confirmed, Question } from './confirm.js';

/** Dialogs, loaded when the first one opens. Focus is trapped, Esc changes nothing and closes, focus returns where it was. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly injector = inject(Injector);

  /** Loads what a question needs while the network is there: it may be asked because the network is gone. Never rejects. */
  async prepare(): Promise<void> {
    await Promise.all([import('./confirm.js'), import('@angular/cdk/dialog')]).catch(() => undefined);
  }

  /** Asks before an act. @returns what was given, or undefined when the person left everything as it was. */
  async confirm(question: Question): Promise<Confirmed | undefined> {
    const { Confirm } = await import('./confirm.js');
    return this.open<Confirmed>(Confirm, question, 'confirm-title');
  }

  /** Opens a component of ours, given `data` by `DIALOG_DATA`. @param titleId the id of its heading. */
  async open<R>(component: ComponentType<unknown>, data: unknown, titleId: string): Promise<R | undefined> {
    const { Dialog } = await import('@angular/cdk/dialog');
    const opened = this.injector.get(Dialog).open<R>(component, {
      data,
      panelClass: 'dialog-pane',
      backdropClass: 'dialog-backdrop',
      ariaLabelledBy: titleId,
      ariaModal: true,
      autoFocus: 'first-tabbable',
    });
    return firstValueFrom(opened.closed);
  }
}
