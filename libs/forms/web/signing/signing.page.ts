import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { conductOf } from '#forms/domain';
import {
  type ApiProblem,
  Button,
  ErrorPanel,
  Icon,
  instantInWords,
  Live,
  OneAtATime,
  read,
  Session,
  Skeleton,
  toApiProblem,
} from '#kernel/web';
import { isOver, PatientBanner, stateOf } from '#patients/web';
import { type SignatureRule } from '#protocols/domain';
import { FileNotices } from '../notices/file-notices.js';
import { Outbox } from '../offline/outbox.js';
import { signedContent } from './signed-content.js';
import { FormsWire } from '../wire.js';
import { ROLE_WORDS } from '#kernel/domain';
import { hasSigned, troubleOf } from '../words.js';

/** `…/signature/:role`: what is signed, whole; in whose name and role; what it means; then the identity provider. */
@Component({
  selector: 'app-signing-page',
  imports: [Button, ErrorPanel, FileNotices, Icon, PatientBanner, RouterLink, Skeleton],
  templateUrl: './signing.page.html',
  styleUrl: './signing.page.scss',
})
export class SigningPage {
  private readonly wire = inject(FormsWire);
  private readonly outbox = inject(Outbox);
  private readonly session = inject(Session);

  readonly id = input.required<string>();
  readonly formId = input.required<string>();
  readonly role = input.required<string>();
  readonly probleme = input<string>();

  private readonly form = read(
    () => this.formId(),
    (id, context) => this.wire.form(id, { again: context !== undefined }),
  );
  protected readonly enrolment = read(
    () => this.id(),
    (id, context) => this.wire.enrolment(id, { again: context !== undefined }),
  );
  /** The content that the person said to have read; at first, the one that they opened. */
  private readonly readVersion = linkedSignal<string, number | undefined>({ source: this.formId, computation: () => undefined });
  /** An answer changed under their eyes: nothing is signed that was not read. */
  protected readonly hasMoved = computed(() => {
    const [known, read] = [this.form.value()?.contentVersion, this.readVersion()];
    return read !== undefined && known !== undefined && known !== read;
  });
  private readonly protocol = read(
    () => this.form.value()?.protocolVersionId,
    (id) => this.wire.protocol(id),
  );

  /** What was typed in this form on this device and has not reached the server: it would not be in what is signed. */
  protected readonly waiting = read(
    () => this.formId(),
    (id) => this.outbox.waitingOf(id),
  );

  protected readonly readProblem = computed(() => this.form.problem() ?? this.enrolment.problem() ?? this.protocol.problem());
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly busy = signal(false);

  protected readonly signer = computed((): SignatureRule['role'] => (this.role() === 'pharmacist' ? 'pharmacist' : 'prescriber'));
  protected readonly parts = computed(() => {
    const [form, protocol] = [this.form.value(), this.protocol.value()];
    return form && protocol && this.waiting.value() && { form, ...signedContent(form, protocol, this.signer()) };
  });

  protected readonly act = computed(() =>
    (this.form.value()?.kind ?? 'FAT') === 'FAT' ? $localize`Signer la demande` : $localize`Signer la fiche`,
  );
  protected readonly name = computed(() => this.session.person()?.name ?? '');
  protected readonly roleWord = computed(() => ROLE_WORDS[this.signer()]);
  protected readonly inWhatName = computed(() =>
    ['', this.roleWord(), this.session.profile()?.centreName].filter((part) => part !== undefined).join(', '),
  );
  protected readonly back = computed(() => ['/dossiers', this.id(), 'fiches', this.formId()]);
  protected readonly trouble = computed(() => {
    const [form, file] = [this.form.value(), this.enrolment.value()];
    return form && file && troubleOf(this.probleme(), hasSigned(form, this.session.person()?.id), form, file);
  });

  protected readonly mayNot = computed(() => {
    const form = this.form.value();
    if (!form || form.abilities.includes(`sign-${this.signer()}`)) return undefined;
    const made = form.signatures.find(({ role, voidedAt }) => role === this.signer() && !voidedAt);
    if (made)
      return $localize`Cette fiche est déjà signée par ${made.person.name}, ${this.roleWord()}, le ${instantInWords(made.signedAt)}.`;
    const file = this.enrolment.value();
    const { movesRequest } = conductOf(form.kind);
    if (movesRequest && file && isOver(file.state)) return $localize`Il n’y a plus rien à signer. ${stateOf(file).meaning}`;
    const rule = form.refusals[this.signer()];
    if (rule === 'R6')
      return $localize`Aucune AAC de ce patient n’est valable\u00a0: enregistrez sur le dossier le numéro donné par l’ANSM, puis signez.`;
    if (rule === 'R5')
      return $localize`Cette autorisation n’est plus en vigueur\u00a0: elle ne reçoit plus de nouvelle demande (règle ${rule}).`;
    return rule
      ? $localize`Votre rôle ne permet pas de signer comme ${this.roleWord()} (règle ${rule}).`
      : !movesRequest
        ? $localize`La saisie de cette fiche n’est pas terminée\u00a0: terminez-la, puis signez.`
        : $localize`L’état de la demande ne permet pas de signer maintenant\u00a0: la saisie doit d’abord être terminée.`;
  });

  constructor() {
    effect(() => {
      const version = this.form.value()?.contentVersion;
      if (version !== undefined) untracked(() => this.readVersion.update((former) => former ?? version));
    });
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.id(),
      () => {
        this.form.readAgain();
        this.enrolment.readAgain();
      },
    );
  }

  protected haveReadAgain(): void {
    this.readVersion.set(this.form.value()?.contentVersion);
  }

  @OneAtATime()
  protected async sign(): Promise<void> {
    const form = this.form.value();
    if (!form || this.busy() || this.hasMoved()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      // A page beside this one may have been typed in since.
      const waiting = await this.outbox.waitingOf(form.id);
      this.waiting.set(waiting);
      if (waiting.length > 0) return this.busy.set(false);
      const { redirectTo } = await this.wire.askSignature(form, this.signer());
      this.wire.goTo(redirectTo);
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      this.problem.set(problem);
      this.busy.set(false);
      // What is shown is what will be signed: it is read again at once.
      if (problem.code === 'stale-state' || problem.code === 'gaps') this.form.reload();
    }
  }

  protected again(): void {
    for (const source of [this.form, this.enrolment, this.protocol]) if (source.problem()) source.reload();
  }
}
