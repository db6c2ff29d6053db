import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { FormMigrationView, MigrateForms, RefusedAnswer, UnmappedItem } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  Dialogs,
  EmptyState,
  ErrorPanel,
  Field,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { MigrationForms } from './migration-forms.js';
import { ProtocolsApi } from './protocols.api.js';

/** In a list of choices: nothing said yet, and out of the data. */
const [UNSAID, LEAVES] = ['', '-'];

/** Begun forms that could go to this version: what must be said first, then what becomes of each, then the act. */
@Component({
  selector: 'app-migration-page',
  imports: [Badge, Button, EmptyState, ErrorPanel, Field, MigrationForms, PageHeader, Refused, Unread],
  templateUrl: './migration.page.html',
  styles: '.gap { margin-bottom: 16px; } app-error-panel { display: block; } .fields { display: grid; gap: 16px; max-width: 640px; }',
})
export class MigrationPage {
  private readonly api = inject(ProtocolsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);

  /** The version to which forms go, and the one they leave. */
  readonly id = input.required<string>();
  readonly other = input.required<string>();

  private readonly items = signal<MigrateForms['items']>([]);
  private readonly values = signal<MigrateForms['values']>([]);
  private readonly body = computed((): MigrateForms => ({ fromVersionId: this.other(), items: this.items(), values: this.values() }));

  protected readonly preview = read(
    () => ({ id: this.id(), body: this.body() }),
    ({ id, body }) => this.api.preview(id, body),
  );
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly up = computed(() => ({ label: $localize`Version`, link: ['/protocoles', 'versions', this.id()] }));

  /** What was asked stays on screen once it is said, to be said otherwise. */
  protected readonly unmapped = linkedSignal({
    source: () => this.preview.value()?.unmapped ?? [],
    computation: (now: readonly UnmappedItem[], former?: { readonly value: readonly UnmappedItem[] }) =>
      joined(former?.value ?? [], now, ({ form, item }) => `${form}/${item}`),
  });
  protected readonly refused = linkedSignal({
    source: () => (this.preview.value()?.forms ?? []).flatMap(({ refused }) => refused),
    computation: (now: readonly RefusedAnswer[], former?: { readonly value: readonly RefusedAnswer[] }) =>
      joined(former?.value ?? [], now, keyOf),
  });

  protected readonly unsaid = UNSAID;
  protected readonly leaves = LEAVES;
  protected readonly keyOf = keyOf;

  protected targetOf({ form, item }: UnmappedItem): string {
    const move = this.items().find((each) => each.form === form && each.from === item);
    return move ? (move.to ?? LEAVES) : UNSAID;
  }

  protected decisionOn(answer: RefusedAnswer): string {
    const move = this.values().find((each) => keyOf({ ...each, value: each.from }) === keyOf(answer));
    return move ? (typeof move.to === 'string' ? move.to : LEAVES) : UNSAID;
  }

  protected aim({ form, item }: UnmappedItem, event: Event): void {
    const to = (event.target as HTMLSelectElement).value;
    const others = this.items().filter((each) => each.form !== form || each.from !== item);
    this.items.set(to === UNSAID ? others : [...others, { form, from: item, to: to === LEAVES ? null : to }]);
  }

  protected decide(answer: RefusedAnswer, event: Event): void {
    const to = (event.target as HTMLSelectElement).value;
    const others = this.values().filter((each) => keyOf({ ...each, value: each.from }) !== keyOf(answer));
    const { form, item, value: from } = answer;
    this.values.set(
      to === UNSAID ? others : [...others, { form, item, from, to: to === LEAVES ? null : to } as MigrateForms['values'][number]],
    );
  }

  @OneAtATime()
  protected async migrate(ready: number, kept: readonly FormMigrationView[]): Promise<void> {
    const left = kept.length;
    const confirmed = await this.dialogs.confirm({
      title: $localize`Faire passer les fiches à cette version\u202f?`,
      consequence: [
        ready > 1 ? $localize`${ready} fiches passent à cette version.` : $localize`1 fiche passe à cette version.`,
        left > 0 ? $localize`${left} gardent la leur.` : '',
        $localize`Les centres le lisent dans l’historique de chaque fiche. Vous pouvez revenir en arrière tant que personne n’y a saisi.`,
      ]
        .filter(Boolean)
        .join(' '),
      act: $localize`Faire passer les fiches`,
    });
    if (!confirmed || this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const { migration } = await this.api.migrate(this.id(), this.body());
      this.announcer.say(
        migration.forms > 1
          ? $localize`${migration.forms} fiches passées à la version ${migration.toVersion}.`
          : $localize`1 fiche passée à la version ${migration.toVersion}.`,
      );
      await this.router.navigate(['/protocoles', 'versions', this.id()]);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }

  protected keptOf(forms: readonly FormMigrationView[]): readonly FormMigrationView[] {
    return forms.filter(({ outcome }) => outcome !== 'ready');
  }
}

/** An answer to decide on, whatever the forms that have it. */
function keyOf({ form, item, value }: { readonly form: string; readonly item: string; readonly value: unknown }): string {
  return `${form}/${item}/${JSON.stringify(value)}`;
}

function joined<T>(before: readonly T[], now: readonly T[], key: (each: T) => string): readonly T[] {
  return [...new Map([...before, ...now].map((each) => [key(each), each])).values()];
}
