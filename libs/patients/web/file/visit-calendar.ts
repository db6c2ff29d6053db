import { capitalised, titledAt } from '#kernel/domain';
import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { AddableForm, BeginForm, EnrolmentView, ScheduleRow } from '#api-client';
import {
  type ApiProblem,
  Announcer,
  Badge,
  Button,
  CsvLink,
  DayPipe,
  ErrorPanel,
  Icon,
  Live,
  newKey,
  read,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { PatientsApi } from '../patients.api.js';
import { SCHEDULE_LOOKS, titleOf, toDoInWords, type VisitShown, visitsOf } from './visits.js';

/** The calendar of a patient's visits, today marked: what is late, due, begun, done, to come; one click opens or continues (charter P2, C7.2). */
@Component({
  selector: 'app-visit-calendar',
  imports: [Badge, Button, CsvLink, DayPipe, ErrorPanel, Icon, RouterLink, Unread],
  templateUrl: './visit-calendar.html',
  styleUrl: './visit-calendar.scss',
})
export class VisitCalendar {
  private readonly api = inject(PatientsApi);
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);

  readonly enrolment = input.required<EnrolmentView>();

  protected readonly calendar = read(
    () => this.enrolment().id,
    (id, context) => this.api.schedule(id, context),
  );
  protected readonly visits = computed(() => {
    const calendar = this.calendar.value();
    return calendar && visitsOf(calendar);
  });
  /** The visits shown, with today between those behind and those ahead: a line without visit. */
  protected readonly lines = computed((): readonly (VisitShown | undefined)[] => {
    const shown = this.visits();
    return shown ? [...shown.past, undefined, ...shown.ahead, ...(this.isWhole() ? shown.later : [])] : [];
  });
  protected readonly toDo = computed(() => toDoInWords(this.calendar.value()?.rows ?? []));
  protected readonly looks = SCHEDULE_LOOKS;
  protected readonly title = titleOf;
  protected readonly titledAt = titledAt;
  protected readonly isAdding = signal(false);
  protected readonly isWhole = signal(false);
  /** The form that is being opened. */
  protected readonly busy = signal<string | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  private readonly keys = new Map<string, string>();

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolment().id,
      () => this.calendar.readAgain(),
    );
  }

  protected word({ words }: ScheduleRow): string {
    return capitalised(words);
  }

  protected isUrgent({ state }: ScheduleRow): boolean {
    return state === 'due' || state === 'late' || state === 'in-progress';
  }

  protected act({ formId, state }: ScheduleRow): string {
    if (!formId) return $localize`Saisir`;
    return state === 'complete' || state === 'finished' ? $localize`Relire` : $localize`Continuer`;
  }

  protected start({ form, visit, occurrence }: ScheduleRow): Promise<void> {
    return this.open({ formCode: form, ...(visit !== undefined && { visitCode: visit, occurrence }) });
  }

  protected add({ form, visit }: AddableForm): Promise<void> {
    return this.open({ formCode: form, ...(visit !== undefined && { visitCode: visit }) });
  }

  protected again(): void {
    this.problem.set(undefined);
    this.calendar.reload();
  }

  protected nameOf({ form, visit = '', occurrence }: { form: string; visit?: string; occurrence?: number }): string {
    return [form, visit, occurrence ?? ''].join('/');
  }

  private async open(asked: BeginForm): Promise<void> {
    if (this.busy() !== undefined) return;
    const name = this.nameOf({
      form: asked.formCode,
      ...(asked.visitCode !== undefined && { visit: asked.visitCode }),
      ...(asked.occurrence !== undefined && { occurrence: asked.occurrence }),
    });
    this.busy.set(name);
    this.problem.set(undefined);
    // The same wish keeps its key, so that asking twice opens one form.
    const key = this.keys.get(name) ?? newKey();
    this.keys.set(name, key);
    try {
      const { id, title } = await this.api.openForm(this.enrolment().id, asked, key);
      this.keys.delete(name);
      this.announcer.say($localize`«\u00a0${title}\u00a0» est ouverte.`);
      await this.router.navigate(['/dossiers', this.enrolment().id, 'fiches', id]);
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      this.problem.set(problem);
      // A colleague opened it, or the stop took it away: what is shown is not what is.
      if (problem.code === 'conflict') this.calendar.reload();
    } finally {
      this.busy.set(undefined);
    }
  }
}
