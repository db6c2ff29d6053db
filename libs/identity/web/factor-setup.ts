import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, output, signal } from '@angular/core';
import { Api, askNewApp, askNewPasskey, enrolApp, enrolPasskey, type AppQuestion } from '#api-client';
import { LIMITS } from '#kernel/domain';
import {
  type ApiProblem,
  Button,
  ErrorPanel,
  Field,
  Icon,
  LengthNote,
  OneAtATime,
  outside,
  Session,
  Skeleton,
  toApiProblem,
} from '#kernel/web';
import { drawCode, type DrawnCode } from './drawn-code.js';
import { makePasskey } from './passkey.js';

/** A second factor is made here: a passkey of the browser, or an authenticator app, which proves itself by one code. */
@Component({
  selector: 'app-factor-setup',
  imports: [Button, ErrorPanel, Field, Icon, LengthNote, NgTemplateOutlet, Skeleton],
  templateUrl: './factor-setup.html',
  styleUrl: './doors.scss',
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 16px;
    }
    .drawn {
      width: 200px;
      max-width: 100%;
      padding: 8px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: #fff;
    }
    .key {
      font-family: var(--mono, monospace);
      letter-spacing: 0.06em;
      overflow-wrap: anywhere;
    }
    .digits {
      max-width: 160px;
      font-size: var(--text-title);
      letter-spacing: 0.2em;
    }
    .row {
      flex-wrap: wrap;
    }
  `,
})
export class FactorSetup {
  private readonly api = inject(Api);
  private readonly session = inject(Session);

  /** It is kept, and the session is one that gave it. */
  readonly done = output();

  protected readonly kind = signal<'passkey' | 'app' | undefined>(undefined);
  protected readonly label = signal('');
  protected readonly code = signal('');
  protected readonly question = signal<AppQuestion | undefined>(undefined);
  protected readonly drawn = signal<DrawnCode | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  /** What the browser did not do, in words. */
  protected readonly undone = signal<string | undefined>(undefined);
  protected readonly key = computed(
    () =>
      this.question()
        ?.key.match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );
  protected readonly canPasskey = 'PublicKeyCredential' in globalThis;
  protected readonly most = LIMITS.factorLabel.max;

  @OneAtATime()
  protected async choose(kind: 'passkey' | 'app'): Promise<void> {
    this.forget();
    this.kind.set(kind);
    this.label.set(kind === 'passkey' ? $localize`Cet appareil` : $localize`Mon téléphone`);
    if (kind === 'app') await this.try(() => this.askApp());
  }

  protected back(): void {
    this.forget();
    this.kind.set(undefined);
  }

  @OneAtATime()
  protected async keepPasskey(event: Event): Promise<void> {
    event.preventDefault();
    await this.try(async () => {
      const { options } = await this.api.invoke(askNewPasskey, undefined, outside());
      const made = await makePasskey(options);
      if (typeof made === 'string') return this.undone.set(made);
      await this.api.invoke(enrolPasskey, { body: { label: this.label().trim(), credential: made } }, outside());
      await this.end();
    });
  }

  @OneAtATime()
  protected async keepApp(event: Event): Promise<void> {
    event.preventDefault();
    await this.try(async () => {
      await this.api.invoke(enrolApp, { body: { label: this.label().trim(), code: this.code().replace(/\s/g, '') } }, outside());
      await this.end();
    });
  }

  protected set(what: 'label' | 'code', event: Event): void {
    this[what].set((event.target as HTMLInputElement).value);
  }

  private async askApp(): Promise<void> {
    const question = await this.api.invoke(askNewApp, undefined, outside());
    this.question.set(question);
    this.drawn.set(await drawCode(question.uri));
  }

  /** The session goes on under another token. */
  private async end(): Promise<void> {
    await this.session.refresh();
    this.back();
    this.done.emit();
  }

  private async try(act: () => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    this.undone.set(undefined);
    try {
      await act();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  private forget(): void {
    for (const each of [this.question, this.drawn, this.problem, this.undone]) each.set(undefined);
    this.code.set('');
  }
}
