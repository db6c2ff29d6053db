import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ChannelForm, EnrolmentView } from '#api-client';
import {
  type ApiProblem,
  Badge,
  Button,
  ErrorPanel,
  Icon,
  InstantPipe,
  Live,
  newKey,
  OneAtATime,
  read,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { CasesApi } from './cases.api.js';
import { SeriousnessBadge } from './seriousness-badge.js';

/** On the file of a patient: where adverse effects and special situations are declared, and what was declared (charter P3, C8.4). */
@Component({
  selector: 'app-channels-panel',
  imports: [Badge, Button, ErrorPanel, Icon, InstantPipe, RouterLink, SeriousnessBadge, Unread],
  templateUrl: './channels-panel.html',
  styleUrl: './channels-panel.scss',
})
export class ChannelsPanel {
  private readonly api = inject(CasesApi);
  private readonly router = inject(Router);

  /** Given by the slot, which may set it after the first reading. */
  readonly enrolment = input<EnrolmentView>();

  /** Before the number there is no treatment, hence nothing to declare. */
  protected readonly isFollowed = computed(() => this.enrolment()?.state === 'granted');
  protected readonly channels = read(
    () => (this.isFollowed() ? this.enrolment()?.id : undefined),
    (id, context) => this.api.channels(id, context),
  );
  protected readonly declared = read(
    () => (this.isFollowed() ? this.enrolment()?.id : undefined),
    (enrolmentId, context) => this.api.list({ state: 'all', enrolmentId }, context),
  );
  protected readonly openable = computed(() => this.channels.value()?.forms.filter(({ canOpen }) => canOpen) ?? []);
  protected readonly busy = signal<string | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  private readonly keys = new Map<string, string>();

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolment()?.id,
      () => {
        this.channels.readAgain();
        this.declared.readAgain();
      },
    );
  }

  protected again(): void {
    this.problem.set(undefined);
    this.channels.reload();
  }

  protected act({ kind }: ChannelForm): string {
    return kind === 'EI' ? $localize`Déclarer un effet indésirable` : $localize`Déclarer une situation particulière`;
  }

  @OneAtATime()
  protected async declare({ form }: ChannelForm): Promise<void> {
    if (this.busy() !== undefined) return;
    this.busy.set(form);
    this.problem.set(undefined);
    // The same wish keeps its key, so that asking twice opens one form.
    const key = this.keys.get(form) ?? newKey();
    this.keys.set(form, key);
    try {
      const enrolmentId = this.enrolment()?.id ?? '';
      const { id } = await this.api.declare(enrolmentId, form, key);
      this.keys.delete(form);
      await this.router.navigate(['/dossiers', enrolmentId, 'fiches', id]);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(undefined);
    }
  }
}
