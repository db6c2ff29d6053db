import { computed, linkedSignal, signal } from '@angular/core';
import type { GiveAnsmAuthorisation } from '#api-client';
import { longestTerm } from '#authorisations/domain';
import { frenchDate } from '#kernel/domain';
import { dayForBox, todayInParis, TypedDay } from '#kernel/web';
import { ansmNumberOf, ansmProblems, say } from '#patients/domain';

/** An authorisation of ANSM as someone copies it from its decision: its number, and its days, a year from today unless they say otherwise. */
export class AnsmWish {
  readonly number = signal('');
  readonly from = new TypedDay({ text: signal(frenchDate(todayInParis())) });
  readonly until = new TypedDay({
    text: linkedSignal(() => dayForBox(longestTerm('AAC', this.from.day() ?? todayInParis()))),
    refuse: () => this.wrong('untilDay'),
  });

  /** What is wrong with the number; null while nothing is. */
  readonly numberProblem = computed(() => this.wrong('number') ?? null);
  /** What is sent; undefined while something is wrong. */
  readonly given = computed((): GiveAnsmAuthorisation | undefined => {
    const [fromDay, untilDay] = [this.from.day(), this.until.day()];
    if (!fromDay || !untilDay || this.from.problem() || this.until.problem() || this.numberProblem()) return undefined;
    return { number: ansmNumberOf(this.number()), fromDay, untilDay };
  });

  private wrong(path: 'number' | 'untilDay'): string | undefined {
    const fromDay = this.from.day() ?? '';
    // Read from its text: what is refused of a day is asked while that day is being worked out.
    const untilDay = this.until?.day() ?? '';
    const found = ansmProblems({ number: ansmNumberOf(this.number()), fromDay, untilDay }).find((each) => each.path === path);
    return found && say(found.says);
  }
}
