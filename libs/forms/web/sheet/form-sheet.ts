import { NgComponentOutlet } from '@angular/common';
import { ApplicationRef, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import type { EnrolmentView, FormView } from '#api-client';
import { conductOf } from '#forms/domain';
import { titledAt } from '#kernel/domain';
import { Announcer, Button, Icon, OneAtATime, Session, SlotOutlet } from '#kernel/web';
import { PatientBanner } from '#patients/web';
import type { Protocol } from '#protocols/domain';
import { FORM_NOTICES } from '../capability/slots.js';
import { Carrying } from '../carried/carrying.js';
import { Companions, OpenForm } from '../companions/companions.js';
import { DecisionPanel } from './decision-panel.js';
import { FORM_DESK, FormDesk } from './desk.js';
import { FieldSide } from '../fields/field-side.js';
import { FileNotices } from '../notices/file-notices.js';
import { focusAct, focusBeside, focusField } from './focus.js';
import { FormReading } from './form-reading.js';
import { GapSummary } from '../drawing/gap-summary.js';
import { HandOver } from '../questionnaire/hand-over.js';
import { HistoryListPanel } from './history-list.js';
import { ItemField } from '../fields/item-field.js';
import { LockNotice } from '../review/lock-notice.js';
import { LostNotice } from '../notices/lost-notice.js';
import { Keeping } from '../offline/keeping.js';
import { Leaving } from '../offline/leaving.js';
import type { Adopted } from '../offline/outbox.js';
import { StrandedBox } from '../offline/stranded-box.js';
import { Presence } from './presence.js';
import { ProposalList } from './proposal-list.js';
import { ReviewPanel } from '../review/review-panel.js';
import { RowGroup } from '../fields/row-group.js';
import { SaveBar } from './save-bar.js';
import { SectionList } from './section-list.js';
import { Sheet } from './sheet.js';
import { SignatureList } from '../signing/signature-list.js';
import { afterSigning, hasSigned, leftInWords, readOnlyInWords, troubleOf, visitInWords } from '../words.js';
import { unsavedLines } from '../saving/unsaved.js';
import { FormsWire } from '../wire.js';
import { WithdrawForm } from './withdraw-form.js';

type Open = 'sections' | 'side' | 'summary' | 'history' | 'decision' | 'companions';

/** Where the right side is a sheet, as the style says. */
const WITHOUT_SIDE = '(max-width: 1240px)';

/** One form, open: sections at left, fields in the middle, at right what concerns the field at hand, below what is saved. */
@Component({
  selector: 'app-form-sheet',
  imports: [
    Button,
    DecisionPanel,
    FieldSide,
    FileNotices,
    FormReading,
    GapSummary,
    HandOver,
    HistoryListPanel,
    Icon,
    ItemField,
    LockNotice,
    LostNotice,
    NgComponentOutlet,
    PatientBanner,
    ProposalList,
    ReviewPanel,
    RowGroup,
    SaveBar,
    SectionList,
    Sheet,
    SignatureList,
    SlotOutlet,
    StrandedBox,
    WithdrawForm,
  ],
  providers: [Presence, OpenForm, Companions, Carrying, Keeping, Leaving, ...FORM_DESK],
  templateUrl: './form-sheet.html',
  styleUrl: './form-sheet.scss',
  host: {
    '(window:beforeunload)': 'leaving.holdBack($event)',
    '(keydown.enter)': 'goOn($event)',
    '(keydown.shift.enter)': 'goOn($event)',
    '(keydown.tab)': 'hear()',
    '(pointerdown)': 'isPressed = true',
    '(document:pointerup)': 'isPressed = false',
    '(document:pointercancel)': 'isPressed = false',
    '(document:keydown.control.enter)': 'finish($event)',
    '(document:keydown.meta.enter)': 'finish($event)',
  },
})
export class FormSheet {
  private readonly app = inject(ApplicationRef);
  protected readonly desk = inject(FormDesk);
  protected readonly presence = inject(Presence);
  protected readonly companions = inject(Companions);
  private readonly place = inject(OpenForm);
  protected readonly carrying = inject(Carrying);
  private readonly keeping = inject(Keeping);
  protected readonly leaving = inject(Leaving);
  private readonly announcer = inject(Announcer);
  private readonly wire = inject(FormsWire);
  private readonly session = inject(Session);

  readonly form = input.required<FormView>();
  readonly protocol = input.required<Protocol>();
  readonly enrolment = input.required<EnrolmentView>();
  /** What earlier pages left on this device of this form. */
  readonly kept = input<Adopted>({ ids: [], forms: [] });
  /** What the way back from signing says: a success, or the code of a problem. */
  readonly signature = input<string>();
  readonly problem = input<string>();
  /** The field to go to, when one comes from a list of what lacks. */
  readonly to = input<string>();

  /** The form was taken back, or may no longer be seen: the page gives way. */
  readonly lost = output<void>();
  /** The state of the request changed: the person who holds this page reads again. */
  readonly decided = output<EnrolmentView>();

  protected readonly notices = FORM_NOTICES;
  protected readonly open = signal<Open | undefined>(undefined);
  protected isPressed = false;
  private readonly hand = signal<string | undefined>(undefined);

  protected readonly titles: Readonly<Record<Open, string>> = {
    sections: $localize`Sections`,
    side: $localize`À propos de ce champ`,
    summary: $localize`Ce qui manque`,
    history: $localize`Historique de la fiche`,
    decision: $localize`Avis de l’exploitant`,
    companions: $localize`Queries et relecture`,
  };

  protected readonly field = computed(() => this.desk.drawing()?.fields.get(this.hand() ?? ''));
  protected readonly here = computed(() => this.field()?.section);
  protected readonly file = computed(() => this.desk.enrolment() ?? this.enrolment());
  protected readonly current = computed(() => this.desk.form() ?? this.form());
  protected readonly unsaved = computed(() => unsavedLines({ pending: this.desk.saving.pending(), drafts: this.desk.saving.drafts() }));
  protected readonly settle = () => this.desk.settle();
  protected readonly pdf = computed(() => this.wire.pdf(this.form().id));
  protected readonly readOnly = computed(() => readOnlyInWords(this.current(), this.file(), this.session.profile()?.centreId));
  protected readonly heading = computed(() => titledAt(this.current().title, this.current().place));
  protected readonly visit = computed(() => visitInWords(this.current()));
  /** As it is being typed, where its rules are known. */
  protected readonly missing = computed(() => this.desk.drawing()?.missing.length ?? this.current().missing);
  protected readonly isSigned = computed(() => this.current().signatures.some(({ voidedAt }) => !voidedAt));
  private readonly hasSigned = computed(() => hasSigned(this.current(), this.session.person()?.id));
  protected readonly success = computed(() =>
    this.signature() === 'faite' && this.hasSigned() ? afterSigning(this.current(), this.file()) : undefined,
  );
  protected readonly trouble = computed(() => troubleOf(this.problem(), this.hasSigned(), this.current(), this.file()));

  /** Whose file this is, as it is being typed. */
  protected readonly banner = computed((): EnrolmentView => {
    const [rules, file] = [this.desk.rules(), this.file()];
    const typed = rules && conductOf(rules.kind).identityTold(rules, this.desk.saving.values(), { today: this.current().today });
    if (!typed) return file;
    return { ...file, patient: { ...file.patient, ...typed } };
  });

  constructor() {
    effect(() => {
      const [form, protocol, enrolment] = [this.form(), this.protocol(), this.enrolment()];
      untracked(() => this.lay(form, protocol, enrolment));
    });
    const left = computed(() => leftInWords(this.desk.drawing()?.left.length ?? 0));
    effect(() => {
      const words = left();
      untracked(() => words && this.announcer.whisper(words));
    });
    effect(() => this.desk.isLost() && untracked(() => this.lost.emit()));
    effect(() => this.desk.wantsSettling() && untracked(() => this.open.set('summary')));
    effect(() => {
      const wanted = this.place.wanted();
      untracked(() => wanted && this.lead(wanted.item));
    });
  }

  /** Before another page: what is typed is saved; what cannot be is said. True when one may go. */
  mayLeave(): Promise<boolean> {
    return this.leaving.mayLeave();
  }

  /** Before the page on which this form is signed: what is signed is what the server has. */
  mayGoToSign(): Promise<boolean> {
    return this.desk.settle();
  }

  /** What is printed is what the server has: the link is followed at once when that is all. */
  @OneAtATime()
  protected async print(event: Event): Promise<void> {
    this.desk.unheard.flush();
    if (this.desk.saving.unsaved() === 0) return;
    event.preventDefault();
    if (await this.desk.settle()) this.wire.openBeside(this.pdf());
  }

  private lay(form: FormView, protocol: Protocol, enrolment: EnrolmentView): void {
    const isFirst = this.desk.form() === undefined;
    this.desk.open(form, protocol, enrolment);
    if (!isFirst) return;
    this.keeping.restore(this.kept());
    void this.presence.tell();
    const key = this.to();
    // After the page took the focus to its top.
    if (key) setTimeout(() => focusField(key), 50);
  }

  protected look(event: FocusEvent): void {
    const place = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
    const key = place?.dataset['key'];
    if (!place || key === undefined || key === this.hand()) return;
    this.hand.set(key);
    // The field at hand stands between the head of the page and the bar, whole. Under a pressed pointer nothing moves: the click would miss.
    if (!this.isPressed) place.scrollIntoView?.({ block: 'nearest' });
  }

  /** Enter goes on to the next field, Shift+Enter back to the one before. */
  protected goOn(event: Event): void {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || !(target instanceof HTMLInputElement) || !target.closest('[data-key]')) return;
    event.preventDefault();
    this.hear();
    focusBeside(target, (event as KeyboardEvent).shiftKey ? -1 : 1);
  }

  /** What is typed is heard before the field is left by a key: what it asks for comes next, and is not passed over. */
  protected hear(): void {
    this.desk.unheard.flush();
    this.app.tick();
  }

  /** Ctrl+Enter ends the entry; what is being typed is heard first. */
  protected finish(event: Event): void {
    event.preventDefault();
    if (this.open()) return;
    const here = document.activeElement as HTMLElement | null;
    here?.blur();
    here?.focus({ preventScroll: true });
    void this.end('complete');
  }

  @OneAtATime()
  protected async end(act: 'complete' | 'reopen'): Promise<void> {
    const done = await this.desk.act(act);
    if (done === 'gaps') this.open.set('summary');
    // The button that was pressed is gone: the keyboard goes to what comes next.
    else if (done) setTimeout(() => focusAct({ waitsForSignature: conductOf(this.current().kind).awaitsSignatures }));
  }

  protected toSection(code: string): void {
    this.open.set(undefined);
    setTimeout(() => {
      const heading = document.getElementById(`section-${code}`);
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView?.({ block: 'start' });
    });
  }

  /** To the acts of the bar, past the fields. */
  protected toActs(): void {
    const first = (place: string) => document.querySelector<HTMLElement>(`app-save-bar ${place}`);
    (first('.acts :is(a, button)') ?? first('button'))?.focus();
  }

  protected toField(key: string): void {
    this.open.set(undefined);
    setTimeout(() => focusField(key));
  }

  /** Where a companion leads: to a field with its side, or to what concerns the whole form. */
  private lead(item: string | undefined): void {
    if (item === undefined) return this.open.set('companions');
    this.open.set(undefined);
    setTimeout(() => {
      focusField(item);
      if (globalThis.matchMedia?.(WITHOUT_SIDE).matches) this.open.set('side');
    }, 50);
  }

  protected afterDecision(enrolment: EnrolmentView): void {
    this.open.set(undefined);
    this.decided.emit(enrolment);
    void this.desk.readAgain();
  }
}
