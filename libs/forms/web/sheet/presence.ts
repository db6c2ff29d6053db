import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { PresenceView } from '#api-client';
import { roleInWords } from '#kernel/domain';
import { Live, type LiveChange } from '#kernel/web';
import { FormDesk } from './desk.js';
import { FormsWire } from '../wire.js';
import { FORM_ACTS } from '#forms/domain';

const EVERY_MS = 15_000;
/** What of this very form is heard apart. */
const OWN_AFFAIRS: ReadonlySet<string> = new Set([FORM_ACTS.valuesChanged.name, FORM_ACTS.withdrawn.name]);

/**
 * Says every 15 s that the form is open here, hears who else has it open, and reads again as soon as someone changed it or what stands around it:
 * the state of the request, its number, rights, a lock, another form of the patient (charter C7.1).
 */
@Injectable()
export class Presence {
  private readonly wire = inject(FormsWire);
  private readonly desk = inject(FormDesk);
  private isQuiet = false;
  private isGone = false;
  private readonly others = signal<PresenceView['others']>([]);

  /** `Dr X (prescripteur) a aussi cette fiche ouverte`, or nothing. */
  readonly words = computed(() => {
    const names = this.others().map(({ name, role }) => (role ? `${name} (${roleInWords(role)})` : name));
    if (names.length === 0) return '';
    const who =
      names.length === 1
        ? $localize`${names[0]} a aussi cette fiche ouverte.`
        : $localize`${names.join(', ')} ont aussi cette fiche ouverte.`;
    // Anyone who only reads has nothing to lose.
    if (this.desk.isReadOnly()) return who;
    return $localize`${who} Aucune réponse ne sera perdue\u00a0: en cas de désaccord, les deux vous sont montrées.`;
  });

  constructor() {
    const clock = setInterval(() => void this.tell(), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
    const [live, isHere] = [inject(Live), ({ formId }: LiveChange) => formId === this.desk.form()?.id];
    // What is typed here comes back as a change too: whether anything moved is asked first.
    live.changes(
      (change) => isHere(change) && change.action === FORM_ACTS.valuesChanged.name,
      () => void this.tell(),
    );
    live.changes(
      (change) => change.enrolmentId === this.desk.form()?.enrolmentId && !(isHere(change) && OWN_AFFAIRS.has(change.action)),
      () => this.isQuiet || void this.desk.readAgain(),
    );
    // Of a form that was taken back there is nothing to ask any more.
    live.changes(
      (change) => (this.isGone ||= isHere(change) && change.action === FORM_ACTS.withdrawn.name),
      () => this.isGone && !this.isQuiet && this.desk.isLost.set(true),
    );
  }

  /** Says nothing more of this page: its session is about to become another. */
  setQuiet(isQuiet: boolean): void {
    this.isQuiet = isQuiet;
  }

  /** Asks once, now. A failure changes nothing: presence is a courtesy. */
  async tell(): Promise<void> {
    const form = this.desk.form();
    if (!form || this.isQuiet || document.visibilityState === 'hidden') return;
    try {
      const seen = await this.wire.present(form.id);
      this.others.set(seen.others);
      const known = this.desk.saving.known();
      const moved = seen.contentVersion > known.contentVersion || seen.stateVersion > form.stateVersion || this.desk.saving.isBehind();
      if (moved) await this.desk.readAgain();
    } catch {
      this.others.set([]);
    }
  }
}
