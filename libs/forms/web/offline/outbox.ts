import { computed, inject, Injectable, signal } from '@angular/core';
import { Announcer, Device, KEPT_DAYS, toApiProblem, type Kept } from '#kernel/web';
import { Saving } from '../saving/saving.js';
import { knownOf } from '../saving/sent.js';
import { FormsWire } from '../wire.js';
import { countOf, fromPatient, type AnswerInWords, type KeptForm } from './kept.js';

/** What earlier pages left behind of one form, now in the hands of the page that opens it. */
export interface Adopted {
  readonly ids: readonly string[];
  readonly forms: readonly KeptForm[];
}

/** Why what was kept is not sent: the network will mend it, the person decides in the form, or nothing can be typed there any more. */
export type Waits = 'network' | 'decision' | 'shut';

export interface Left extends KeptForm {
  readonly id: string;
  readonly keptAt: number;
  readonly waits: Waits;
}

/**
 * Sends by itself what pages that are closed left on this device, once the same person is signed in and the network answers. What cannot
 * be sent stays, and is shown: nothing is dropped but by its author.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly device = inject(Device);
  private readonly wire = inject(FormsWire);
  private readonly announcer = inject(Announcer);
  private running: Promise<void> | undefined;
  /** Tried, and not to be tried again by itself. */
  private readonly stuck = new Map<string, { readonly keptAt: number; readonly waits: Waits }>();
  /** Forms whose page is opening: what was left of them is that page's. */
  private readonly opening = new Set<string>();
  private readonly remaining = signal<readonly Left[]>([]);

  /** What no open page has in hand and the server does not have, oldest first. */
  readonly left = this.remaining.asReadonly();
  readonly count = computed(() => this.left().reduce((sum, each) => sum + countOf(each), 0));

  /** Looks at what was left behind, and sends what can be. Never rejects. */
  look(): Promise<void> {
    this.running ??= this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  /** Hands what was left of this form to the page that opens it: a professional's, or the patient's. Never rejects. */
  async adopt(formId: string, { patienceMs = 0 } = {}): Promise<Adopted> {
    this.opening.add(formId);
    try {
      await Promise.all([this.running, this.device.prepare()]);
      return await this.claimed(formId, patienceMs);
    } finally {
      this.opening.delete(formId);
    }
  }

  /** What this device keeps of that form and the server does not have, an open page's answers included, once what can be sent is. Never rejects. */
  async waitingOf(formId: string): Promise<readonly AnswerInWords[]> {
    await this.look();
    const { kept } = await this.device.look();
    return kept
      .map(({ content }) => content as KeptForm)
      .filter((form) => form.formId === formId)
      .flatMap(({ words, aside }) => [...words, ...aside]);
  }

  /** The person has no more use for it. */
  async drop(id: string): Promise<void> {
    await this.device.forget([id]);
    this.remaining.update((before) => before.filter((each) => each.id !== id));
  }

  private async claimed(formId: string, patienceMs: number): Promise<Adopted> {
    const { kept } = await this.device.look();
    const forms: KeptForm[] = [];
    const ids: string[] = [];
    for (const each of kept) {
      const form = each.content as KeptForm;
      if (form.formId !== formId || !(await this.device.claim(each.id, patienceMs))) continue;
      ids.push(each.id);
      forms.push(form);
    }
    this.remaining.update((before) => before.filter(({ id }) => !ids.includes(id)));
    return { ids, forms };
  }

  private async run(): Promise<void> {
    const { kept, expired } = await this.device.look();
    if (expired > 0) this.announcer.say(expiredInWords(expired), 'red');
    const left: Left[] = [];
    let sent = 0;
    for (const each of kept) {
      if (this.opening.has((each.content as KeptForm).formId) || !(await this.device.claim(each.id))) continue;
      const before = countOf(each.content as KeptForm);
      const remains = await this.send(each);
      sent += before - (remains ? countOf(remains) : 0);
      if (remains) left.push(remains);
      this.device.release(each.id);
    }
    this.remaining.set(left);
    if (sent > 0) this.announcer.say(sentInWords(sent));
  }

  private async send({ id, keptAt, content }: Kept): Promise<Left | undefined> {
    const form = content as KeptForm;
    const known = this.stuck.get(id);
    if (known?.keptAt === keptAt) return { ...form, id, keptAt, waits: known.waits };
    const { rest, waits } = await this.tryToSend(form);
    if (countOf(rest) === 0) {
      await this.device.forget([id]);
      return undefined;
    }
    if (waits !== 'network') this.stuck.set(id, { keptAt, waits });
    return { ...rest, id, keptAt, waits };
  }

  private async tryToSend(kept: KeptForm): Promise<{ readonly rest: KeptForm; readonly waits: Waits }> {
    try {
      const form = await this.wire.form(kept.formId, { again: true });
      if (!form.abilities.includes('write')) return { rest: kept, waits: 'shut' };
      const saving = new Saving((changes) => this.wire.save(kept.formId, changes, { again: true }));
      saving.accept(knownOf(form));
      saving.restore(fromPatient(kept));
      await saving.flush();
      saving.stop();
      const { kind } = saving.status();
      const rest = { ...kept, ...saving.toKeep() };
      const keys = new Set([...rest.pending, ...rest.drafts].map(([key]) => key));
      const waits = kind === 'offline' || kind === 'signed-out' ? 'network' : kind === 'blocked' ? 'shut' : 'decision';
      return { rest: { ...rest, words: kept.words.filter(({ key }) => keys.has(key)) }, waits };
    } catch (thrown) {
      return { rest: kept, waits: toApiProblem(thrown).refused ? 'shut' : 'network' };
    }
  }
}

function sentInWords(count: number): string {
  return count === 1
    ? $localize`1 réponse gardée sur ce poste a été enregistrée.`
    : $localize`${count} réponses gardées sur ce poste ont été enregistrées.`;
}

function expiredInWords(count: number): string {
  return count === 1
    ? $localize`Une saisie gardée sur ce poste depuis plus de ${KEPT_DAYS} jours, jamais envoyée, en a été effacée.`
    : $localize`${count} saisies gardées sur ce poste depuis plus de ${KEPT_DAYS} jours, jamais envoyées, en ont été effacées.`;
}
