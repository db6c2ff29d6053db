import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { HomeGroup, HomeTask } from '#api-client';
import { type ApiProblem, Button, DayPipe, ErrorPanel, Icon, InstantPipe, newKey, OneAtATime, SincePipe, toApiProblem } from '#kernel/web';
import { PatientsApi } from '#patients/web';
import { isToOpen, lookalikesAmong } from './home-tasks.js';

/** How many of a group are shown before one asks for the others. */
const SHOWN = 6;

/** One group of tasks: each line says patient, authorisation, what, since or until when, and is one click from doing it. */
@Component({
  selector: 'app-task-list',
  imports: [Button, DayPipe, ErrorPanel, Icon, InstantPipe, NgTemplateOutlet, RouterLink, SincePipe],
  templateUrl: './task-list.html',
  styleUrl: './task-list.scss',
})
export class TaskList {
  private readonly patients = inject(PatientsApi);
  private readonly router = inject(Router);

  readonly group = input.required<HomeGroup>();
  readonly tasks = input.required<readonly HomeTask[]>();
  /** How many there are: some may not be read yet. */
  readonly total = input.required<number>();
  readonly loading = input(false);
  /** Asks for those that are not read yet. */
  readonly more = output();
  /** Whether all patients are of one centre, which then is not said again. */
  readonly ofOneCentre = input(false);

  protected readonly id = computed(() => `taches-${this.group().kinds[0]}`);
  protected readonly isWhole = signal(false);
  protected readonly shown = computed(() => {
    const tasks = this.tasks();
    // One line more costs less than the button that would hide it.
    return this.isWhole() || tasks.length <= SHOWN + 1 ? tasks : tasks.slice(0, SHOWN);
  });
  protected readonly lookalikes = computed(() => lookalikesAmong(this.shown()));
  protected readonly hidden = computed(() => this.total() - this.shown().length);
  protected readonly isToOpen = isToOpen;
  /** The task whose form is being opened. */
  protected readonly busy = signal<string | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  /** One key for each wish, so that asking twice opens one form. */
  private readonly keys = new Map<string, string>();

  protected showMore(): void {
    if (this.isWhole() || this.total() > this.tasks().length) this.more.emit();
    this.isWhole.set(true);
  }

  protected nameOf({ kind, enrolmentId, formId, formCode, visitCode, occurrence, since }: HomeTask): string {
    return [kind, enrolmentId, formId, formCode, visitCode, occurrence, enrolmentId ? '' : since].join('/');
  }

  @OneAtATime()
  protected async open(task: HomeTask): Promise<void> {
    const { enrolmentId, formCode, visitCode, occurrence } = task;
    if (!enrolmentId || !formCode || this.busy() !== undefined) return;
    const name = this.nameOf(task);
    const key = this.keys.get(name) ?? newKey();
    this.keys.set(name, key);
    this.busy.set(name);
    this.problem.set(undefined);
    try {
      const asked = { formCode, ...(visitCode !== undefined && { visitCode }), ...(occurrence !== undefined && { occurrence }) };
      const { id } = await this.patients.openForm(enrolmentId, asked, key);
      await this.router.navigate(['/dossiers', enrolmentId, 'fiches', id]);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(undefined);
    }
  }
}
