import { Component, computed, inject, input } from '@angular/core';
import { Icon } from '#kernel/web';
import { displayValue, isTyped, missingReason, MISSING_REASON_LABELS, type MissingReason } from '#protocols/domain';
import { Answers } from './answers.js';
import { Companions } from '../companions/companions.js';
import { ConflictBox } from './conflict-box.js';
import { ListControl } from './controls/list-control.js';
import { MultiControl } from './controls/multi-control.js';
import { RadioControl } from './controls/radio-control.js';
import { TypedControl } from './controls/typed-control.js';
import type { FieldView } from '../drawing/drawing.js';
import { fieldOf } from './kinds/index.js';
import { same } from '../saving/ledger.js';
import { marksOf } from '../companions/marks.js';
import { CarriedBox } from '../carried/carried-box.js';
import { Carrying } from '../carried/carrying.js';
import { PreviousValue, takeable } from '../carried/previous-value.js';
import { ReasonBox } from './reason-box.js';

/**
 * One field of a form, whatever its type: label in the words of the PUT, control, unit, one reserved row for marks or the error. It
 * knows its field and says what is answered; the page decides.
 */
@Component({
  selector: 'app-item-field',
  imports: [Icon, TypedControl, RadioControl, ListControl, MultiControl, CarriedBox, ConflictBox, PreviousValue, ReasonBox],
  templateUrl: './item-field.html',
  styleUrl: './item-field.scss',
  host: {
    '[attr.data-key]': 'field().key',
    '[class.is-read]': 'isRead()',
    // A field that is only read can still be asked about: its place in the PUT, its history.
    '[attr.tabindex]': 'isRead() ? 0 : null',
    '[attr.role]': 'isRead() ? "group" : null',
    '[attr.aria-labelledby]': 'isRead() ? labelId() : null',
    '[class.is-wrong]': 'error() !== undefined',
    '[class.is-carried]': 'field().carried !== undefined',
    '(keydown.code.alt.keyr)': 'takeUp($event)',
  },
})
export class ItemField {
  protected readonly answers = inject(Answers);
  private readonly companions = inject(Companions, { optional: true });
  private readonly carrying = inject(Carrying, { optional: true });

  readonly field = input.required<FieldView>();

  protected readonly error = computed(() => this.field().problem);

  protected readonly id = computed(() => `champ-${this.field().key.replace(/[/.]/g, '-')}`);
  protected readonly labelId = computed(() => `${this.id()}-nom`);
  protected readonly underId = computed(() => `${this.id()}-aide`);

  /** Where one may not write, and what another centre entered. */
  protected readonly isRead = computed(() => this.answers.isReadOnly() || this.field().isElsewhere === true);
  protected readonly control = computed(() => {
    const { item } = this.field();
    return this.isRead() ? 'words' : fieldOf(item).control(item, this.answers.lists());
  });
  /** The words of a value that nobody types say so to who hears them. */
  protected readonly isCalculated = computed(() => !isTyped(this.field().item));
  /** A label names one box; a set of buttons is named by it. */
  protected readonly labelFor = computed(() => (this.control() === 'typed' || this.control() === 'list' ? this.id() : null));
  /** What only reads: calculated values, and everything where one may not write. */
  protected readonly words = computed(() => displayValue(this.field().item, this.field().value, this.answers.lists()));
  /** The same as long as they say the same: queries are read again and again, and few fields have one. */
  protected readonly marks = computed(
    () => [
      ...(this.companions?.marks(this.field().key) ?? []),
      ...marksOf(this.field(), this.answers.centreId(), (id) => this.answers.centreName(id)),
    ],
    { equal: same },
  );
  /** What is wrong is mended first: a notice is of the answer that stood before it. */
  protected readonly notices = computed(() => (this.error() === undefined ? this.field().notices.split('\n').filter(Boolean) : []));

  protected readonly reasons = computed(() =>
    this.isRead() ? [] : (this.field().item.missingReasons ?? []).map((code) => ({ code, label: MISSING_REASON_LABELS[code] })),
  );
  protected readonly reasonGiven = computed(() => missingReason(this.field().value));

  /** Nothing leaves a field of buttons but this, or the key Suppr. */
  protected readonly canClear = computed(
    () => this.field().value !== undefined && (this.control() === 'radio' || this.control() === 'list'),
  );

  protected giveMissing(missing: MissingReason): void {
    this.answers.choose(this.field().key, this.reasonGiven() === missing ? undefined : { missing });
  }

  /** Alt+R confirms what was carried here, or takes up what is shown beside; what is being typed in the box gives way to it. */
  protected takeUp(event: Event): void {
    const { key, carried } = this.field();
    const taken = takeable(this.field(), this.answers);
    if (carried && !this.isRead()) {
      event.preventDefault();
      return this.carrying?.confirm(key);
    }
    if (taken === undefined) return;
    event.preventDefault();
    const here = event.target as HTMLElement;
    here.blur();
    this.answers.choose(key, taken);
    here.focus({ preventScroll: true });
  }

  protected clear(): void {
    this.answers.choose(this.field().key, undefined);
  }
}
