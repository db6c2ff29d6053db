import { Component, computed, ElementRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReviewedDesignation, ReviewedPerson, ReviewedReading } from '#api-client';
import { countsInWords } from '#access-rights/domain';
import { own, ROLE_WORDS } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  dayInWords,
  DayPipe,
  Dialogs,
  EmptyState,
  ErrorPanel,
  Icon,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { ReviewApi, type NotKept } from './review.api.js';
import { ReviewChoice } from './review-choice.js';
import { REVIEW_STATES } from './review-states.js';

/** The yearly review of who has access in one's centre: each line kept or not, then ended at once (charter C5.7). */
@Component({
  selector: 'app-review-page',
  imports: [Badge, Button, DayPipe, EmptyState, ErrorPanel, Icon, PageHeader, Refused, ReviewChoice, RouterLink, Unread],
  templateUrl: './review.page.html',
  styleUrl: './review.page.scss',
})
export class ReviewPage {
  private readonly api = inject(ReviewApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);
  private readonly host: ElementRef<HTMLElement> = inject(ElementRef);

  protected readonly review = read(
    () => true,
    () => this.api.mine(),
  );
  protected readonly states = REVIEW_STATES;
  protected readonly roles = ROLE_WORDS;
  protected readonly countsOf = countsInWords;
  protected readonly withdrawWord = $localize`Retirer`;
  protected readonly flagWord = $localize`Signaler`;
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  /** Before its day, one looks; one reviews when one wants to. */
  private readonly wanted = signal(false);
  protected readonly reviewing = computed(() => this.review.value()?.state !== 'planned' || this.wanted());

  /** What was decided of each line, by its id. It stays while the list is read again. */
  private readonly decided = signal<Readonly<Record<string, boolean>>>({});
  protected readonly awake = computed(() => (this.review.value()?.people ?? []).filter(({ asleep }) => !asleep));
  protected readonly asleep = computed(() => (this.review.value()?.people ?? []).filter(({ asleep }) => asleep));
  protected readonly designations = computed(() => this.review.value()?.designations ?? []);
  protected readonly readings = computed(() => this.review.value()?.readings ?? []);
  private readonly people = computed(() => this.awake().filter(({ me }) => !me));
  private readonly lines = computed(() => [
    ...this.people().map(({ profileId }) => profileId),
    ...[...this.designations(), ...this.readings()].map(({ id }) => id),
  ]);
  protected readonly total = computed(() => this.lines().length);
  protected readonly left = computed(() => this.lines().filter((id) => this.kept(id) === undefined).length);
  /** Whether something is another's to withdraw. */
  protected readonly flags = computed(() => [...this.designations(), ...this.readings()].some(({ act }) => act === 'flag'));
  /** Whether someone wanted to end it with lines left: then they are shown. */
  protected readonly insist = signal(false);

  protected kept(id: string): boolean | undefined {
    return own(this.decided(), id);
  }

  protected decide(id: string, keep: boolean): void {
    this.decided.update((all) => ({ ...all, [id]: keep }));
  }

  /** People who left do not need what a colleague opened to them: its withdrawal is proposed. */
  protected decidePerson({ profileId, person, role }: ReviewedPerson, stays: boolean): void {
    const theirs = this.designations().filter(({ designee, kind }) => designee.id === person.id && kind === role);
    const others = stays ? [] : theirs.map(({ id }) => [id, false] as const);
    this.decided.update((all) => ({ ...all, ...Object.fromEntries(others), [profileId]: stays }));
  }

  /** Those that are not decided yet. */
  protected keepAll(ids: readonly string[]): void {
    this.decided.update((all) => ({ ...Object.fromEntries(ids.map((id) => [id, true])), ...all }));
  }

  protected keepPeople(): void {
    this.keepAll(this.people().map(({ profileId }) => profileId));
  }

  protected keepLines(of: readonly (ReviewedDesignation | ReviewedReading)[]): void {
    this.keepAll(of.map(({ id }) => id));
  }

  protected begin(): void {
    this.wanted.set(true);
  }

  @OneAtATime()
  protected async finish(): Promise<void> {
    const review = this.review.value();
    if (!review) return;
    this.problem.set(undefined);
    if (this.left() > 0) {
      this.insist.set(true);
      this.showFirstLeft();
      return;
    }
    const confirmed = await this.dialogs.confirm({
      title: $localize`Terminer la revue`,
      consequence: this.changes().length
        ? $localize`Tout le reste est gardé. Dès maintenant\u00a0:`
        : $localize`Tous les accès sont gardés. La prochaine revue sera demandée dans un an.`,
      details: this.changes(),
      act: $localize`Terminer la revue`,
      danger: this.changes().length > 0,
    });
    if (!confirmed) return;
    try {
      const done = await this.api.finish(review, this.notKept());
      this.review.set(done);
      this.decided.set({});
      this.wanted.set(false);
      this.insist.set(false);
      this.announcer.say($localize`Revue terminée. La prochaine sera demandée le ${dayInWords(done.dueOn)}.`);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      // The list changed, or a colleague ended the review: what stands is shown, with what was decided of it.
      this.review.reload();
    }
  }

  private notKept(): NotKept {
    const refused = (ids: readonly string[]) => ids.filter((id) => this.kept(id) === false);
    return {
      designations: refused(this.designations().map(({ id }) => id)),
      readings: refused(this.readings().map(({ id }) => id)),
      left: refused(this.people().map(({ profileId }) => profileId)),
    };
  }

  private changes(): string[] {
    const not = this.notKept();
    return [
      ...this.people()
        .filter(({ profileId }) => not.left.includes(profileId))
        .map(({ person }) => $localize`${person.name} a quitté le centre\u00a0: son profil est mis en sommeil.`),
      ...this.designations()
        .filter(({ id }) => not.designations.includes(id))
        .map(({ act, designee, medicine }) =>
          act === 'withdraw'
            ? $localize`Désignation de ${designee.name} pour ${medicine}\u00a0: retirée.`
            : $localize`Désignation de ${designee.name} pour ${medicine}\u00a0: signalée à ceux qui peuvent la retirer.`,
        ),
      ...this.readings()
        .filter(({ id }) => not.readings.includes(id))
        .map(({ act, reader, medicine }) =>
          act === 'withdraw'
            ? $localize`Lecture d’un dossier sous ${medicine} par ${reader.name}\u00a0: retirée.`
            : $localize`Lecture d’un dossier sous ${medicine} par ${reader.name}\u00a0: signalée aux prescripteurs du patient.`,
        ),
    ];
  }

  private showFirstLeft(): void {
    const id = this.lines().find((line) => this.kept(line) === undefined);
    this.host.nativeElement.querySelector<HTMLInputElement>(`input[name="${id}"]`)?.focus();
  }
}
