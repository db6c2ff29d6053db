import { Component, inject, input } from '@angular/core';
import { Announcer, Button, Device, Icon, type Kept, OneAtATime } from '#kernel/web';

/** The PDF of a form, from a page that is not the form's: held back while this device keeps answers of it that the server does not have. */
@Component({
  selector: 'app-form-pdf',
  imports: [Button, Icon],
  template: `
    <a appButton="quiet" [href]="address()" target="_blank" rel="noopener" (click)="print($event)">
      <app-icon name="print" /><span>PDF<span class="visually-hidden" i18n> (nouvel onglet)</span></span>
    </a>
  `,
})
export class FormPdf {
  private readonly device = inject(Device);
  private readonly announcer = inject(Announcer);

  readonly formId = input.required<string>();

  protected address(): string {
    return `/api/v1/forms/${this.formId()}/pdf`;
  }

  /** What is printed is what the server has: another tab may have kept answers since this page looked, so it looks again. */
  @OneAtATime()
  protected async print(event: Event): Promise<void> {
    event.preventDefault();
    // Opened by the click itself: a browser opens nothing for a page that waited since.
    const tab = window.open('', '_blank');
    const { kept, isKnown } = await this.device.look();
    const isWaiting = kept.some((each) => isOf(each, this.formId()));
    if (isKnown && !isWaiting && tab) {
      tab.opener = null;
      tab.location.replace(this.address());
      return;
    }
    tab?.close();
    if (isWaiting)
      this.announcer.say(
        $localize`Des réponses de cette fiche, gardées sur ce poste, ne sont pas encore enregistrées\u00a0: ouvrez la fiche pour voir ce qui les retient.`,
        'red',
      );
    else if (!isKnown)
      this.announcer.say(
        $localize`Ce navigateur n’a pas pu dire s’il garde des réponses de cette fiche\u00a0: ouvrez la fiche, et imprimez-la de là.`,
        'red',
      );
    else
      this.announcer.say($localize`Votre navigateur n’a pas ouvert d’onglet\u00a0: autorisez ceux de Passerelle, puis recommencez.`, 'red');
  }
}

/** Every record that a page of a form leaves says which form it is of. */
function isOf({ content }: Kept, formId: string): boolean {
  return (content as { readonly formId?: unknown }).formId === formId;
}
