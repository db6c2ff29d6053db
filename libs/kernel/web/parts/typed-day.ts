import { computed, signal, type Signal, type WritableSignal } from '@angular/core';
import {
  type CalendarDate,
  type DayLimits,
  dayProblem,
  frenchDate,
  isCalendarDate,
  NOT_A_DAY,
  readDay,
  say,
  todayIn,
} from '#kernel/domain';

interface About {
  /** What stands in the box; its owner's signal where it must change with something else. */
  readonly text?: WritableSignal<string>;
  /** Between which days it is meant. Whether it may stand is for the server to say. */
  readonly limits?: () => DayLimits;
  readonly today?: () => CalendarDate;
  /** What is wrong with a day that can be one, where that is known before the server says it. */
  readonly refuse?: (day: CalendarDate) => string | undefined;
}

/** A day that someone types: its text, the day that it is, and what is wrong with it. */
export class TypedDay {
  readonly text: WritableSignal<string>;
  /** The day that stands there; undefined when it is none. */
  readonly day: Signal<CalendarDate | undefined>;
  readonly isEmpty: Signal<boolean>;
  /** What is wrong with what stands there; null for an empty box. */
  readonly problem: Signal<string | null>;
  /** The day of a box that one has left: what changes while one types is not for lists to follow. */
  readonly settled: Signal<CalendarDate | undefined>;
  private readonly today: () => CalendarDate;
  private readonly left = signal<CalendarDate | undefined>(undefined);

  constructor({ text = signal(''), limits = () => ({}), today = todayInParis, refuse = () => undefined }: About = {}) {
    this.text = text;
    this.today = today;
    this.day = computed(() => readDay(text(), today(), limits()));
    this.isEmpty = computed(() => text().trim() === '');
    this.problem = computed(() => {
      const day = this.day();
      const wrong = day ? dayProblem(day, today()) : NOT_A_DAY;
      return this.isEmpty() ? null : wrong ? say(wrong) : ((day && refuse(day)) ?? null);
    });
    this.settled = computed(() => {
      const day = this.left();
      return day && refuse(day) === undefined ? day : undefined;
    });
  }

  /** One leaves the box, or goes on: what was typed is shown as it is understood. */
  settle(): void {
    const day = this.day();
    if (day) this.text.set(frenchDate(day));
    this.left.set(day && !dayProblem(day, this.today()) ? day : undefined);
  }
}

/** How a box shows the day it is given; empty for none. */
export function dayForBox(day: string | undefined | null): string {
  return isCalendarDate(day) ? frenchDate(day) : '';
}

/** The day it is in Paris. */
export function todayInParis(): CalendarDate {
  return todayIn('Europe/Paris', new Date());
}
