import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import type { CarriableView, FormView } from '#api-client';
import { Announcer, Session, toApiProblem } from '#kernel/web';
import { carriedKeys, nextCarried } from './carried.js';
import { FormDesk } from '../sheet/desk.js';
import { focusField } from '../sheet/focus.js';
import type { Prefilled } from './prefill.js';
import { FormsWire } from '../wire.js';
import { carriedInWords } from '../words.js';

/** What a section offers to fill at once. */
export interface SectionOffer {
  readonly source: 'account' | CarriableView['source'];
  readonly words: string;
  /** Nothing is left to fill: its room stays, so that nothing moves under the hand. */
  readonly isUsed: boolean;
}

/** What a form may be filled with on request, section by section: answers on the draft of a FAT, values to be confirmed anywhere else. */
@Injectable()
export class Carrying {
  private readonly desk = inject(FormDesk);
  private readonly session = inject(Session);
  private readonly wire = inject(FormsWire);
  private readonly announcer = inject(Announcer);

  /** Once complete too: the pharmacist opens the form after its end (charter P1). */
  private readonly answers = computed((): ReadonlyMap<string, readonly Prefilled[]> => {
    const fields = this.desk.drawing()?.fields;
    const bySection = new Map<string, Prefilled[]>();
    for (const each of this.desk.prefillable()) {
      const section = fields?.get(each.key)?.section ?? '';
      bySection.set(section, [...(bySection.get(section) ?? []), each]);
    }
    return bySection;
  });

  /** How many fields each source may still fill, by section. */
  private readonly counts = computed((): ReadonlyMap<string, number> => {
    const form = this.desk.form();
    if (!form || this.desk.isReadOnly() || form.state === 'complete') return new Map();
    const left = form.carriable.map(
      ({ section, source, items }) => [nameOf(section, source), items.filter((key) => this.isEmpty(key)).length] as const,
    );
    return new Map(left.filter(([, count]) => count > 0));
  });

  private readonly once = linkedSignal<ReadonlyMap<string, number>, ReadonlySet<string>>({
    source: this.counts,
    computation: (counts, former) => new Set([...(former?.value ?? []), ...counts.keys()]),
  });

  of(section: string): readonly SectionOffer[] {
    const own = this.answers().has(section) ? [{ source: 'account' as const, words: this.accountWords(section), isUsed: false }] : [];
    const carried = (['known', 'previous-visit'] as const)
      .filter((source) => this.desk.form()?.state === 'in-progress' && this.once().has(nameOf(section, source)))
      .map((source): SectionOffer => {
        const count = this.counts().get(nameOf(section, source)) ?? 0;
        return { source, words: wordsOf(source, count), isUsed: count === 0 };
      });
    return [...own, ...carried];
  }

  take(section: string, source: SectionOffer['source']): void {
    if (source !== 'account') return void this.carry(section, source);
    const offered = this.answers().get(section) ?? [];
    for (const { key, value } of offered) this.desk.choose(key, value);
    const first = offered[0]?.key;
    if (first) setTimeout(() => focusField(first));
  }

  /** The carried value becomes the answer, and the keyboard goes on to the next one. */
  confirm(key: string): void {
    const carried = this.desk.drawing()?.fields.get(key)?.carried;
    if (!carried) return;
    const next = nextCarried(this.desk.drawing(), key);
    this.desk.choose(key, carried.value);
    setTimeout(() => focusField(next ?? key));
  }

  /** The field has no answer, and nothing is offered there any more. */
  async putAside(key: string): Promise<void> {
    const next = nextCarried(this.desk.drawing(), key);
    if (await this.onServer((form, version) => this.wire.putCarriedAside(form, version, key))) setTimeout(() => focusField(next ?? key));
  }

  private async carry(section: string, source: CarriableView['source']): Promise<void> {
    await this.desk.isSaved();
    const before = new Set(carriedKeys(this.desk.drawing()));
    if (!(await this.onServer((form, version) => this.wire.carry(form, version, { section, source })))) return;
    const brought = carriedKeys(this.desk.drawing()).filter((key) => !before.has(key));
    this.announcer.say(carriedInWords(brought.length));
    const [first] = brought;
    if (first) setTimeout(() => focusField(first));
  }

  /** An act on what is carried. @returns whether it was done; else the person is told why */
  private async onServer(act: (form: FormView, stateVersion: number) => Promise<FormView>): Promise<boolean> {
    const form = this.desk.form();
    if (!form || this.desk.acting() || this.desk.isReadOnly()) return false;
    this.desk.acting.set(true);
    try {
      this.desk.becomes(await act(form, this.desk.saving.known().stateVersion));
      return true;
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      this.announcer.say([problem.title, problem.detail].filter(Boolean).join(' '), 'red');
      if (problem.code === 'stale-state' || problem.code === 'conflict') await this.desk.readAgain();
      return false;
    } finally {
      this.desk.acting.set(false);
    }
  }

  /** Nobody ever answered there, and nothing waits there: of a row that nobody made, while its group has none. */
  private isEmpty(key: string): boolean {
    const drawing = this.desk.drawing();
    const field = drawing?.fields.get(key);
    if (field) return field.isMissing && !field.carried && !field.mark;
    const [group, rowId] = key.split('/');
    return rowId !== undefined && drawing?.found.groups.find((each) => each.group.code === group)?.rowIds.length === 0;
  }

  /** Whose answers are offered: one's own, or the centre's and the named prescriber's. */
  private accountWords(section: string): string {
    const mine = `${this.session.role()}.`;
    const fields = this.desk.drawing()?.fields;
    const isMine = this.answers()
      .get(section)
      ?.some(({ key }) => String(fields?.get(key)?.item.prefill ?? '').startsWith(mine));
    return isMine ? $localize`Remplir avec mes informations` : $localize`Remplir avec les informations connues`;
  }
}

function nameOf(section: string, source: CarriableView['source']): string {
  return `${section} ${source}`;
}

function wordsOf(source: CarriableView['source'], count: number): string {
  return source === 'known'
    ? $localize`Remplir avec les informations connues, à confirmer (${count})`
    : $localize`Reprendre de la visite précédente, à confirmer (${count})`;
}
