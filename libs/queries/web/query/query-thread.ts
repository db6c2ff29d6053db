import { Component, computed, effect, ElementRef, inject, input, linkedSignal, output, signal, untracked, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { QueryDetail } from '#api-client';
import { LIMITS, tooLong } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  ErrorPanel,
  Icon,
  instantInWords,
  LengthNote,
  OneAtATime,
  read,
  toApiProblem,
  Unread,
  Unsent,
  UnsentWords,
} from '#kernel/web';
import { QueriesApi } from '../queries.api.js';
import { QueryCare } from './query-care.js';
import {
  ACTS,
  ageInWords,
  boxOf,
  dueInWords,
  messageInWords,
  needsText,
  originInWords,
  patientInWords,
  type QueryAct,
  STATES,
  subjectInWords,
} from '../words.js';

let count = 0;

/** One query: what it is about, the value then and now, what was said, and the acts that it allows. */
@Component({
  selector: 'app-query-thread',
  imports: [Badge, Button, ErrorPanel, Icon, LengthNote, QueryCare, RouterLink, Unread, UnsentWords],
  templateUrl: './query-thread.html',
  styleUrl: './query-thread.scss',
})
export class QueryThread {
  private readonly api = inject(QueriesApi);
  private readonly announcer = inject(Announcer);
  private readonly unsent = inject(Unsent);

  readonly query = input.required<string>();
  /** Its version as the list knows it: a newer one is read again. */
  readonly version = input(0);
  /** Whether the patient and the form are named and led to: not beside the field itself. */
  readonly isAlone = input(true);
  readonly changed = output<QueryDetail>();
  /** The person leaves the box without sending: back to where they came from. */
  readonly left = output<void>();

  protected readonly one = read(
    () => this.query(),
    (id, context) => this.api.one(id, context),
  );
  private readonly wish = signal<QueryAct | undefined>(undefined);
  /** The act whose box is open: answering, for anyone who is asked. */
  protected readonly act = linkedSignal<string, QueryAct | undefined>({
    source: this.query,
    computation: () => undefined,
  });
  protected readonly shownAct = computed(() => {
    const [act, can] = [this.act(), this.acts()];
    return act && can.includes(act) ? act : can.includes('answer') ? 'answer' : undefined;
  });
  protected readonly text = computed(() => this.unsent.draftOf(draftOf(this.query())));
  protected readonly insist = linkedSignal({ source: this.query, computation: () => false });
  protected readonly busy = signal(false);
  protected readonly problem = linkedSignal<string, ApiProblem | undefined>({ source: this.query, computation: () => undefined });

  protected readonly id = `query-${++count}`;
  protected readonly words = ACTS;
  protected readonly most = LIMITS.answerToQuestion.max;
  protected readonly boxOf = boxOf;
  protected readonly state = computed(() => STATES[this.one.value()?.state ?? 'open']);
  protected readonly acts = computed((): readonly QueryAct[] => {
    const can = this.one.value()?.abilities ?? [];
    return (Object.keys(ACTS) as QueryAct[]).filter((act) => can.includes(act));
  });
  /** The acts whose box is not open already. */
  protected readonly otherActs = computed(() => this.acts().filter((act) => act !== this.shownAct()));
  protected readonly error = computed(() => {
    const act = this.shownAct();
    const query = this.one.value();
    return this.insist() && act && query && needsText(act, query) && !this.text().trim()
      ? $localize`Écrivez d’abord quelques mots.`
      : undefined;
  });
  protected readonly thread = computed(() =>
    (this.one.value()?.thread ?? []).map((message) => ({ ...message, who: messageInWords(message), when: instantInWords(message.at) })),
  );

  protected readonly subjectInWords = subjectInWords;
  protected readonly originInWords = originInWords;
  protected readonly ageInWords = ageInWords;
  protected readonly dueInWords = dueInWords;
  protected readonly patientInWords = patientInWords;

  private readonly box = viewChild<ElementRef<HTMLTextAreaElement>>('box');

  constructor() {
    effect(() => {
      const [wish, query] = [this.wish(), this.one.value()];
      if (wish && query?.id === this.query()) untracked(() => this.fulfil(wish));
    });
    effect(() => {
      const [version, query] = [this.version(), this.one.value()];
      if (query && query.id === this.query() && version > query.version) untracked(() => this.one.readAgain());
    });
  }

  /** Opens the box of an act and puts the keyboard in it, as soon as the query is there. */
  begin(act: QueryAct): void {
    this.wish.set(act);
  }

  protected write(event: Event): void {
    this.unsent.write(draftOf(this.query()), (event.target as HTMLTextAreaElement).value);
  }

  protected drop(): void {
    this.unsent.write(draftOf(this.query()), '');
  }

  protected choose(act: QueryAct): void {
    this.act.set(act);
    this.insist.set(false);
    setTimeout(() => this.box()?.nativeElement.focus());
  }

  protected leave(event: Event): void {
    event.stopPropagation();
    this.act.set(undefined);
    this.left.emit();
  }

  @OneAtATime()
  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    // Ctrl+Enter also ends the form around it: here it sends what is written, and nothing else.
    event.stopPropagation();
    const [act, query, text] = [this.shownAct(), this.one.value(), this.text().trim()];
    if (!act || !query || this.busy()) return;
    if ((needsText(act, query) && !text) || tooLong(text, this.most)) {
      this.insist.set(true);
      this.box()?.nativeElement.focus();
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const after = await this.api.act(query, act, text);
      this.unsent.write(draftOf(query.id), '');
      this.insist.set(false);
      this.act.set(undefined);
      this.settle(after);
      this.announcer.say(ACTS[act].done);
      // The box is gone: the keyboard goes back to where the query was opened from.
      this.left.emit();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }

  protected settle(after: QueryDetail): void {
    if (after.id === this.query()) this.one.set(after);
    this.changed.emit(after);
  }

  protected again(): void {
    this.problem.set(undefined);
    this.one.reload();
  }

  private fulfil(wish: QueryAct): void {
    this.wish.set(undefined);
    if (this.acts().includes(wish)) this.choose(wish);
    else this.announcer.say($localize`Cet acte n’est pas possible sur cette query\u00a0: ${ACTS[wish].act.toLowerCase()}.`, 'amber');
  }
}

/** Each query keeps what was begun on it until the page is left. */
function draftOf(query: string): string {
  return `query/${query}`;
}
