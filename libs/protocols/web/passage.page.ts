import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { AskPassage, RefusedAnswer, UnmappedItem } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  CsvButton,
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
import { PassageForms } from './passage-forms.js';
import { ProtocolsApi } from './protocols.api.js';

/** In a list of choices: nothing said yet; out of the data; kept, with a query. No code is written so. */
const [UNSAID, LEAVES, KEPT] = ['', '-', '?'];

/** Begun forms that could go to this version: what must be said first, then what becomes of each, then the act. */
@Component({
  selector: 'app-passage-page',
  imports: [Badge, Button, CsvButton, EmptyState, ErrorPanel, Field, PassageForms, PageHeader, Refused, Unread],
  templateUrl: './passage.page.html',
  styles: '.gap { margin-bottom: 16px; } app-error-panel { display: block; } .fields { display: grid; gap: 16px; max-width: 640px; }',
})
export class PassagePage {
  private readonly api = inject(ProtocolsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);

  /** The version to which forms go, and the one they leave. */
  readonly id = input.required<string>();
  readonly other = input.required<string>();

  private readonly items = signal<AskPassage['items']>([]);
  private readonly values = signal<AskPassage['values']>([]);
  protected readonly rest = signal<'keep' | 'leave' | undefined>(undefined);
  private readonly body = computed((): AskPassage => {
    const rest = this.rest();
    return { fromVersionId: this.other(), items: this.items(), values: this.values(), ...(rest && { rest }) };
  });

  /** What the preview was made with: reading thousands of forms again at each choice would be waiting, so that one asks for it. */
  private readonly stated = linkedSignal<AskPassage>(() => ({ fromVersionId: this.other(), items: [], values: [] }));
  protected readonly preview = read(
    () => ({ id: this.id(), body: this.stated() }),
    ({ id, body }) => this.api.preview(id, body),
  );
  /** Whether choices were made since. */
  protected readonly isStale = computed(() => JSON.stringify(this.stated()) !== JSON.stringify(this.body()));
  /** How many would go by what was chosen since, as far as it can be told without reading them again. */
  protected readonly counts = computed(() => {
    const { ready = 0, undecided = 0, kept = 0, awaited = [] } = this.preview.value() ?? {};
    const said = new Set([
      ...this.items().map(({ form, from }) => `${form}/${from}`),
      ...this.values().map((each) => keyOf({ ...each, value: each.from })),
      ...(this.rest() ? this.refused().map(keyOf) : []),
    ]);
    const decided = awaited.reduce((sum, { needs, forms }) => sum + (needs.every((need) => said.has(need)) ? forms : 0), 0);
    return { ready: ready + decided, undecided: undecided - decided, kept };
  });
  /** Fields of which nobody said what becomes. */
  protected readonly unsaidItems = computed(() => this.unmapped().filter((each) => this.targetOf(each) === UNSAID));
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
    source: () => this.preview.value()?.refused ?? [],
    computation: (now: readonly RefusedAnswer[], former?: { readonly value: readonly RefusedAnswer[] }) =>
      joined(former?.value ?? [], now, keyOf),
  });

  protected readonly unsaid = UNSAID;
  protected readonly leaves = LEAVES;
  protected readonly kept = KEPT;
  protected readonly keyOf = keyOf;

  /** As things were chosen, whatever the preview shows still. */
  protected readonly csv = () => this.api.previewCsv(this.id(), this.body());

  protected targetOf({ form, item }: UnmappedItem): string {
    const move = this.items().find((each) => each.form === form && each.from === item);
    if (move?.keep) return KEPT;
    return move ? (move.to ?? LEAVES) : UNSAID;
  }

  protected decisionOn(answer: RefusedAnswer): string {
    const move = this.values().find((each) => keyOf({ ...each, value: each.from }) === keyOf(answer));
    if (move?.keep) return KEPT;
    return move ? (typeof move.to === 'string' ? move.to : LEAVES) : UNSAID;
  }

  protected aim({ form, item }: UnmappedItem, event: Event): void {
    const to = (event.target as HTMLSelectElement).value;
    const others = this.items().filter((each) => each.form !== form || each.from !== item);
    const said = to === KEPT ? { to: null, keep: true } : { to: to === LEAVES ? null : to };
    this.items.set(to === UNSAID ? others : [...others, { form, from: item, ...said }]);
  }

  protected decide(answer: RefusedAnswer, event: Event): void {
    const to = (event.target as HTMLSelectElement).value;
    const others = this.values().filter((each) => keyOf({ ...each, value: each.from }) !== keyOf(answer));
    const { form, item, value: from } = answer;
    const said = to === KEPT ? { to: null, keep: true } : { to: to === LEAVES ? null : to };
    this.values.set(to === UNSAID ? others : [...others, { form, item, from, ...said } as AskPassage['values'][number]]);
  }

  /** One choice for all that nobody decides one by one. */
  protected decideRest(event: Event): void {
    const said = (event.target as HTMLSelectElement).value;
    this.rest.set(said === KEPT ? 'keep' : said === LEAVES ? 'leave' : undefined);
  }

  protected previewAgain(): void {
    this.stated.set(this.body());
  }

  @OneAtATime()
  protected async pass({ ready, undecided, kept }: { ready: number; undecided: number; kept: number }): Promise<void> {
    const left = undecided + kept;
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
      const { passage } = await this.api.pass(this.id(), this.body());
      this.announcer.say(
        passage.forms > 1
          ? $localize`${passage.forms} fiches passées à la version ${passage.toVersion}.`
          : $localize`1 fiche passée à la version ${passage.toVersion}.`,
      );
      await this.router.navigate(['/protocoles', 'versions', this.id()]);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}

/** An answer to decide on, whatever the forms that have it. */
function keyOf({ form, item, value }: { readonly form: string; readonly item: string; readonly value: unknown }): string {
  return `${form}/${item}/${JSON.stringify(value)}`;
}

function joined<T>(before: readonly T[], now: readonly T[], key: (each: T) => string): readonly T[] {
  return [...new Map([...before, ...now].map((each) => [key(each), each])).values()];
}
