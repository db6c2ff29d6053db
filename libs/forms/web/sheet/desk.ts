import { own, titledAt } from '#kernel/domain';
import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { EnrolmentView, FormView } from '#api-client';
import { conductOf, type Carried } from '#forms/domain';
import { Announcer, Dialogs, Session, toApiProblem } from '#kernel/web';
import { lettersOf } from '#patients/web';
import { rowKey, type Env, type Form, type Group, type Protocol, type Value, type Values } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import { withoutCarried } from '../carried/carried.js';
import type { Change } from '../saving/ledger.js';
import { draw, scopeOf, type Drawing, type RowView } from '../drawing/drawing.js';
import { focusField } from './focus.js';
import { OpenAnswers } from '../saving/open-answers.js';
import { endingQuestion, endInWords, ownMissing } from '../drawing/parts.js';
import { prefilled, type Prefilled } from '../carried/prefill.js';
import { newRowId } from '../fields/row-ids.js';
import { answeredIn, rowRemoval } from '../fields/row-removal.js';
import { Saving, type Sent } from '../saving/saving.js';
import { knownOf } from '../saving/sent.js';
import { understand, unfinishedText } from '../fields/text-of.js';
import { Unheard } from '../saving/unheard.js';
import { wakeWithPage } from '../saving/waking.js';
import { FormsWire } from '../wire.js';
import { hasLeft, voidedInWords } from '../words.js';

/** How long an act waits for the last answers before it says that they are not saved. */
const PATIENCE_MS = 4000;

/** The form on the desk: what is known of it, what is typed on it, and the acts that it allows. One for each open page. */
@Injectable()
export class FormDesk extends OpenAnswers {
  private readonly wire = inject(FormsWire);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);
  private readonly session = inject(Session);

  private readonly view = signal<FormView | undefined>(undefined);
  private readonly document = signal<Protocol | undefined>(undefined);
  private readonly file = signal<EnrolmentView | undefined>(undefined);
  private readonly reason = signal('');

  /** Key strokes that are not answers yet: heard before anything is asked of the answers. */
  readonly unheard = new Unheard((key, text) => this.hear(key, text, 'typing'));
  readonly saving = new Saving((changes) => this.send(changes));

  readonly form = this.view.asReadonly();
  readonly protocol = this.document.asReadonly();
  readonly enrolment = this.file.asReadonly();
  readonly rules = computed((): Form | undefined => this.document()?.forms.find(({ code }) => code === this.view()?.code));
  /** As the server judges it: the day, the visit, the patient's other forms. */
  readonly env = computed((): Env => ({ ...this.view()?.env, today: this.view()?.today ?? '' }), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });

  readonly about = computed(() => {
    const [form, file] = [this.view(), this.file()];
    if (!form || !file) return undefined;
    const title = [lettersOf(file.patient), titledAt(form.title, form.place)].filter(Boolean).join(' – ');
    return { formId: form.id, enrolmentId: form.enrolmentId, title };
  });

  private former: Drawing | undefined;
  /** Fields that did not change stay the same objects from one drawing to the next. */
  readonly drawing = computed((): Drawing | undefined => (this.former = this.drawOver(this.former)));

  /** Answers that the draft of a request may have from who asks for the access: none in a form whose known values stand to be confirmed. */
  readonly prefillable = computed((): readonly Prefilled[] => {
    const [drawing, form, protocol] = [this.drawing(), this.view(), this.document()];
    if (!drawing || !protocol || !form?.abilities.includes('write')) return [];
    return prefilled(drawing, form.prefill as Record<string, string>, protocol, this.env());
  });
  readonly lists = computed(() => this.document()?.codeLists ?? {});
  readonly isReadOnly = computed(() => !this.view()?.abilities.includes('write'));
  readonly previousVisit = computed(() => this.env().previousVisit);
  readonly centreId = computed(() => this.session.profile()?.centreId ?? this.view()?.centreId ?? '');
  readonly lastReason = this.reason.asReadonly();
  /** The form was taken back, or is no longer this person’s to see: the page is to give way. */
  readonly isLost = signal(false);
  /** An act is under way. */
  readonly acting = signal(false);
  private readonly wants = signal(false);
  /** An act was asked for and what is not saved stands in its way: the page shows it, until the person has seen it. */
  readonly wantsSettling = this.wants.asReadonly();

  constructor() {
    super();
    wakeWithPage(this.saving, () => this.unheard.flush());
    inject(DestroyRef).onDestroy(() => {
      this.unheard.flush();
      this.saving.stop();
    });
  }

  /** Lays the form on the desk, at opening or read again. */
  open(form: FormView, protocol: Protocol, enrolment: EnrolmentView): void {
    const isFirst = this.view() === undefined;
    this.view.set(form);
    this.document.set(protocol);
    this.file.set(enrolment);
    this.saving.accept(knownOf(form), { mayWrite: form.abilities.includes('write') });
    // Reading writes nothing: only on a draft that its own author has just begun do answers come by themselves.
    const isMine = conductOf(form.kind).takesKnownAs === 'answers' && enrolment.author.id === this.session.person()?.id;
    if (isFirst && form.contentVersion === 0 && isMine) for (const { key, value } of this.prefillable()) this.saving.change(key, value);
  }

  override type(key: string, text: string, moment: 'typing' | 'settled'): void {
    if (moment === 'typing') return this.unheard.note(key, text);
    this.unheard.drop();
    this.hear(key, text, moment);
  }

  private hear(key: string, text: string, moment: 'typing' | 'settled'): void {
    const [drawing, field] = [this.drawing(), this.drawing()?.fields.get(key)];
    if (!drawing || !field || this.isReadOnly()) return;
    const understood = understand(field.item, text, this.lists(), scopeOf(drawing, key, this.env()));
    const unfinished = moment === 'typing' ? unfinishedText(field.item, text) : undefined;
    if (unfinished !== undefined) this.saving.draft(key, text, unfinished, moment);
    else if (understood.ok) this.answer(key, understood.value, moment);
    else {
      this.saving.draft(key, text, understood.message, moment);
      if (moment === 'settled') this.announcer.whisper(`${field.item.label}\u00a0: ${understood.message}`);
    }
    if (moment === 'settled') this.tryDraftsAgain(key);
  }

  override choose(key: string, value: Value | undefined): void {
    if (this.isReadOnly()) return;
    this.answer(key, value);
    this.tryDraftsAgain(key);
  }

  /** One of a row that only carried values speak of makes the row too. */
  private answer(key: string, value: Value | undefined, moment?: 'typing' | 'settled'): void {
    const row = key.split('/').slice(0, 2).join('/');
    if (value !== undefined && row !== key && this.drawing()?.fields.get(key)?.carried && own(this.saving.values(), row) !== true)
      this.saving.change(row, true, moment);
    this.saving.change(key, value, moment);
  }

  /** The form as an act on it gave it back. */
  becomes(read: FormView): void {
    this.view.set(read);
    this.saving.accept(knownOf(read), { mayWrite: read.abilities.includes('write') });
  }

  override keepMine(key: string): void {
    this.saving.keepMine(key);
  }

  override giveUp(key: string): void {
    this.saving.giveUp(key);
  }

  override giveReason(key: string, reason: string): void {
    this.reason.set(reason);
    this.saving.giveReason([key], reason);
  }

  override addRow(group: Group): void {
    const key = rowKey(group.code, newRowId());
    this.saving.change(key, true);
    const first = this.drawing()?.found.items.find((each) => each.key.startsWith(`${key}/`));
    if (first) setTimeout(() => focusField(first.key));
  }

  override async removeRow(group: Group, row: RowView): Promise<void> {
    this.unheard.flush();
    const answered = answeredIn(row.key, this.drawing(), this.saving.drafts());
    const wantsReason = this.standsSinceEnded(row.key);
    const reason = answered > 0 || wantsReason ? await this.dialogs.confirm(rowRemoval(group, row, answered, wantsReason)) : { reason: '' };
    if (!reason) return;
    this.saving.change(row.key, undefined);
    if (reason.reason) this.saving.giveReason([row.key], reason.reason);
    setTimeout(() => focusField(group.code));
  }

  override centreName(id: string): string {
    return this.file()?.stays.find(({ centreId }) => centreId === id)?.centreName ?? $localize`un autre centre`;
  }

  /** Reads the form again, without losing what is typed. A network that fails changes nothing; what may no longer be seen is lost. Never rejects. */
  async readAgain(): Promise<void> {
    const form = this.view();
    if (!form || this.isLost()) return;
    try {
      await this.readWorld(form);
    } catch (thrown) {
      if (toApiProblem(thrown).refused) this.isLost.set(true);
    }
  }

  private async readWorld(form: FormView): Promise<void> {
    const [read, enrolment] = await Promise.all([
      this.wire.form(form.id, { again: true }),
      this.wire.enrolment(form.enrolmentId, { again: true }),
    ]);
    // A manager may have moved the form to another version meanwhile: its rules come with it.
    if (read.protocolVersionId !== form.protocolVersionId) this.document.set(await this.wire.protocol(read.protocolVersionId));
    this.becomes(read);
    this.file.set(enrolment);
  }

  /** Ends the entry, or opens it again. What is typed is saved first. @returns whether it was done, or `gaps` when something lacks. */
  async act(act: 'complete' | 'reopen'): Promise<boolean | 'gaps'> {
    const form = this.view();
    if (!form || this.acting() || !form.abilities.includes(act)) return false;
    this.acting.set(true);
    try {
      if (!(await this.settle())) return 'gaps';
      if (act === 'complete' && !(await this.endsAsItIs())) return 'gaps';
      this.view.set(await this.wire[act](form, this.saving.known().stateVersion));
      if (act === 'complete') this.sayEnd();
      else this.announcer.say($localize`La fiche est de nouveau ouverte à la saisie.`);
      await this.readAgain();
      return true;
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      if (problem.code === 'gaps') return 'gaps';
      this.announcer.say([problem.title, problem.detail].filter(Boolean).join(' '), 'red');
      if (problem.code === 'checks-failed') return 'gaps';
      if (problem.code === 'stale-state') await this.readAgain();
      return false;
    } finally {
      this.acting.set(false);
    }
  }

  /**
   * Before an act that is bound to what the form says: everything typed is heard and saved. @returns false when something is not, which the
   * page is asked to show
   */
  async settle(): Promise<boolean> {
    this.wants.set(false);
    if (await this.isSaved()) return true;
    this.announcer.say($localize`Certaines réponses ne sont pas encore enregistrées\u00a0: voyez ce qui les retient.`, 'red');
    this.wants.set(true);
    return false;
  }

  /** Hears what is being typed and sends what can be sent; a network that neither answers nor fails does not hold the person here. */
  async isSaved(): Promise<boolean> {
    this.unheard.flush();
    await Promise.race([this.saving.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    return this.saving.unsaved() === 0;
  }

  private async send(changes: readonly Change[]): Promise<Sent> {
    const sent = await this.wire.save(this.view()?.id ?? '', changes);
    if (sent.outcome === 'saved' && changes.some(({ item }) => this.drawing()?.fields.get(item)?.item.binds)) void this.readFile();
    if (sent.outcome === 'saved') this.view.update((form) => form && withoutCarried(form, changes));
    if (sent.outcome === 'saved' && sent.receipt.voided?.length) {
      this.announcer.say(voidedInWords(sent.receipt.voided.length), 'blue');
      setTimeout(() => void this.readAgain());
    }
    return sent;
  }

  /** Who the patient is has changed: the file tells whether they may be known already. A failure changes nothing: it is told when signing. */
  private async readFile(): Promise<void> {
    const id = this.view()?.enrolmentId;
    const read = id && (await this.wire.enrolment(id, { again: true }).catch(() => undefined));
    if (read) this.file.set(read);
  }

  private drawOver(former: Drawing | undefined): Drawing | undefined {
    const [protocol, form, env] = [this.document(), this.rules(), this.env()];
    if (!protocol || !form) return undefined;
    const { marks } = this.saving.known();
    const [values, pending, drafts] = [this.saving.values(), this.saving.pending(), this.saving.drafts()];
    const { carried, offers, enteredElsewhere = [] } = this.view() ?? {};
    const beside = { carried: (carried ?? {}) as Carried, offers: this.isReadOnly() ? {} : ((offers ?? {}) as Values) };
    const { centreId } = this.session.profile() ?? {};
    const isPartial = this.isReadOnly() && hasLeft(this.file(), centreId);
    const here = { enteredElsewhere, isPartial, ...(centreId !== undefined && { centreId }) };
    return draw({ protocol, form, values, marks, pending, drafts, env, ...beside, ...here }, former);
  }

  /** Another answer may have made right what was wrong: a date before a date that changed. */
  private tryDraftsAgain(changed: string): void {
    for (const [key, { text }] of this.saving.drafts()) {
      const [drawing, field] = [this.drawing(), this.drawing()?.fields.get(key)];
      if (!drawing || !field || key === changed) continue;
      const understood = understand(field.item, text, this.lists(), scopeOf(drawing, key, this.env()));
      if (understood.ok) this.saving.change(key, understood.value);
    }
  }

  /** Whether a row was there when the entry of the form was ended, or the form is ended now. */
  private standsSinceEnded(key: string): boolean {
    const form = this.view();
    return form?.state === 'complete' || (own(form?.marks, key)?.seq ?? Infinity) <= (form?.reopenedSeq ?? 0);
  }

  /** Whether the entry ends with what is missing: asked, where something is. */
  private async endsAsItIs(): Promise<boolean> {
    const [rules, drawing] = [this.rules(), this.drawing()];
    const missing = rules && drawing ? ownMissing(rules, drawing.missing, this.session.role()).length : 0;
    return !rules || missing === 0 || (await this.dialogs.confirm(endingQuestion(rules, missing))) !== undefined;
  }

  private sayEnd(): void {
    const [rules, drawing] = [this.rules(), this.drawing()];
    if (!rules || !drawing) return;
    const { text, tone } = endInWords(rules, drawing.gaps, this.session.role());
    this.announcer.say(text, tone);
  }
}

/** A desk, under each of the names by which the parts of a page ask for it. */
export const FORM_DESK = [FormDesk, { provide: OpenAnswers, useExisting: FormDesk }, { provide: Answers, useExisting: FormDesk }];
