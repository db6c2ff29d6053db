import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import { Announcer } from '#kernel/web';
import { FormDesk } from './desk.js';
import { focusField } from './focus.js';
import { takenUp, type Taken } from './previous.js';

/** The answers of the visit before, copied into this one when someone asks, never by themselves. */
@Injectable()
export class PreviousVisit {
  private readonly desk = inject(FormDesk);
  private readonly announcer = inject(Announcer);

  /** By section, the empty answers that the visit before has. */
  readonly offers = computed((): ReadonlyMap<string, readonly Taken[]> => {
    const drawing = this.desk.drawing();
    if (!drawing || this.desk.isReadOnly()) return new Map();
    const offered = new Map<string, Taken[]>();
    for (const each of takenUp(drawing, this.desk.lists(), this.desk.env()))
      offered.set(each.section, [...(offered.get(each.section) ?? []), each]);
    return offered;
  });

  /** Sections that had something to take up since the page was opened: the room of the button stays, so that nothing moves under the hand. */
  private readonly once = linkedSignal<ReadonlyMap<string, unknown>, ReadonlySet<string>>({
    source: this.offers,
    computation: (offers, former) => new Set([...(former?.value ?? []), ...offers.keys()]),
  });

  has(section: string): boolean {
    return this.desk.form()?.state === 'in-progress' && this.once().has(section);
  }

  /** Fills what is empty in that section. An answer may call for others, which the visit before had too. */
  takeUp(section: string): void {
    const taken: string[] = [];
    for (let offered = this.offers().get(section); offered; offered = this.offers().get(section)) {
      const next = offered.filter(({ key }) => !taken.includes(key));
      if (next.length === 0) break;
      for (const { key, value } of next) this.desk.choose(key, value);
      taken.push(...next.map(({ key }) => key));
    }
    const [first] = taken;
    if (first === undefined) return;
    this.announcer.say(
      taken.length === 1
        ? $localize`1 réponse reprise de la visite précédente.`
        : $localize`${taken.length} réponses reprises de la visite précédente.`,
    );
    setTimeout(() => focusField(first));
  }
}
