import type { DialogRef } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/overlay';
import { DOCUMENT, inject, Injectable, Injector } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Confirmed, Question } from './confirm.js';
import { watchDoubleClick } from './double-click.js';

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
      // Said below instead: neither a click beside it nor the way back of the browser takes away what was typed.
      disableClose: true,
      closeOnNavigation: false,
    });
    const settled = watchDoubleClick(this.injector.get(DOCUMENT));
    const left = this.closeWhenLeft(opened as DialogRef);
    return firstValueFrom(opened.closed).finally(() => {
      settled();
      left.unsubscribe();
    });
  }

  /** Esc leaves everything as it was; so does a click beside, where nothing was typed; another page takes the dialog away with what it was about. */
  private closeWhenLeft(opened: DialogRef) {
    opened.keydownEvents.subscribe((event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      opened.close();
    });
    opened.backdropClick.subscribe(() => {
      const boxes = opened.overlayRef.overlayElement.querySelectorAll('textarea');
      if (![...boxes].some(({ value }) => value.trim())) opened.close();
    });
    const router = this.injector.get(Router);
    const here = placeOf(router.url);
    return router.events.subscribe((event) => {
      if (event instanceof NavigationEnd && placeOf(event.urlAfterRedirects) !== here) opened.close();
    });
  }
}

function placeOf(url: string): string {
  return url.split(/[?#]/)[0] ?? '';
}
