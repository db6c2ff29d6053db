import { Component, computed, inject, linkedSignal, output, signal } from '@angular/core';
import type { OpenAuthorisation } from '#api-client';
import { authoritiesOf, AUTHORITY_WORDS, KIND_WORDS, longestTerm, type Kind } from '#authorisations/domain';
import { capitalised, frenchDate, LIMITS, own } from '#kernel/domain';
import {
  type ApiProblem,
  Button,
  DateBox,
  dayForBox,
  ErrorPanel,
  Field,
  holdUnsent,
  LengthNote,
  newKey,
  OneAtATime,
  read,
  todayInParis,
  toApiProblem,
  TypedDay,
} from '#kernel/web';
import { AuthorisationsApi } from './authorisations.api.js';

/** What a choice says when what is wanted is not in the list yet. */
const NEW = 'new';

/** Opens an authorisation with its grant: what it is, whose, by which decision; its company and its group too, where they are not known yet (charter R1, C3.3). */
@Component({
  selector: 'app-opening-form',
  imports: [Button, DateBox, ErrorPanel, Field, LengthNote],
  templateUrl: './opening-form.html',
  styleUrl: './decision-form.scss',
})
export class OpeningForm {
  private readonly api = inject(AuthorisationsApi);

  /** The id of what was opened. */
  readonly opened = output<string>();
  readonly abandoned = output<void>();

  protected readonly new = NEW;
  protected readonly kinds = (Object.keys(KIND_WORDS) as Kind[]).map((kind) => ({ kind, label: KIND_WORDS[kind] }));
  /** Boxes of text: property, label, help, whether it may stay empty. */
  protected readonly texts = [
    {
      name: 'medicine',
      label: $localize`Médicament`,
      hint: $localize`Le nom de la spécialité, par exemple TECVAYLI.`,
      most: LIMITS.medicineName.max,
      optional: false,
    },
    {
      name: 'inn',
      label: $localize`DCI`,
      hint: $localize`Dénomination commune internationale.`,
      most: LIMITS.medicineName.max,
      optional: false,
    },
    {
      name: 'indication',
      label: $localize`Indication`,
      hint: $localize`Dans les mots de la décision.`,
      most: LIMITS.indication.max,
      optional: false,
    },
    { name: 'indicationCode', label: $localize`Code indication`, hint: $localize`Par exemple CTECL01.`, most: 10, optional: true },
    {
      name: 'ucdCodes',
      label: $localize`Codes UCD`,
      hint: $localize`13 chiffres chacun, séparés par des virgules.`,
      most: LIMITS.indication.max,
      optional: true,
    },
    {
      name: 'code',
      label: $localize`Code de l’autorisation`,
      hint: $localize`2 à 8 lettres ou chiffres\u00a0: il commence le numéro des patients.`,
      most: 8,
      optional: false,
    },
    {
      name: 'protocolCode',
      label: $localize`Code du protocole`,
      hint: $localize`Celui que porte le document du PUT, par exemple TECVAYLI.`,
      most: 40,
      optional: false,
    },
    {
      name: 'document',
      label: $localize`Référence de la décision`,
      hint: $localize`Numéro, titre ou adresse de la décision publiée.`,
      most: LIMITS.documentReference.max,
      optional: false,
    },
  ] as const;

  protected readonly draft = signal<Readonly<Record<string, string>>>({});
  protected readonly kind = signal<Kind>('AAP-PRE-AMM');
  protected readonly holder = signal('');
  protected readonly group = signal('');
  protected readonly access = signal<'single' | 'separate'>('separate');
  protected readonly holders = read(
    () => true,
    () => this.api.holders(),
  );
  protected readonly groups = read(
    () => true,
    () => this.api.groups(),
  );
  protected readonly authorities = computed(() =>
    authoritiesOf('granted', this.kind()).map((one) => ({ one, label: capitalised(AUTHORITY_WORDS[one]) })),
  );
  protected readonly authority = linkedSignal(() => this.authorities()[0]?.one);
  protected readonly day = new TypedDay({ text: signal(frenchDate(todayInParis())) });
  protected readonly decidedOn = new TypedDay({ text: signal(frenchDate(todayInParis())) });
  protected readonly term = new TypedDay({
    text: linkedSignal(() => dayForBox(longestTerm(this.kind(), this.day.day() ?? todayInParis()))),
  });

  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  /** The same for every retry of the same wish: another one has another. */
  private readonly key = linkedSignal({
    source: () => JSON.stringify([this.wish(), this.holder(), this.group()]),
    computation: () => newKey(),
  });
  private readonly groupKey = linkedSignal({
    source: () => [this.textOf('groupName'), this.access()].join(' '),
    computation: () => newKey(),
  });

  constructor() {
    holdUnsent(() => Object.values(this.draft()).join(''));
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }

  protected set(name: string, event: Event): void {
    this.draft.update((draft) => ({ ...draft, [name]: this.valueOf(event) }));
  }

  protected errorOf(name: string): string | null {
    const problem = this.problem();
    const about = name === 'ucdCodes' ? problem?.items?.find(({ path }) => path.startsWith(name))?.message : problem?.about(name);
    return about ?? (this.insist() && this.isMissing(name) ? $localize`Ce champ est nécessaire.` : null);
  }

  @OneAtATime()
  protected async open(event: Event): Promise<void> {
    event.preventDefault();
    this.insist.set(true);
    this.problem.set(undefined);
    const wish = this.wish();
    if (!wish) return this.lookAtWrong();
    this.busy.set(true);
    try {
      const holderId = this.holder() === NEW ? await this.entered() : this.holder();
      const groupId = this.group() === NEW ? await this.made() : this.group();
      const { id } = await this.api.open({ ...wish, holderId, ...(groupId && { groupId }) }, this.key());
      this.draft.set({});
      this.opened.emit(id);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      this.lookAtWrong();
    } finally {
      this.busy.set(false);
    }
  }

  /** Kept as chosen: what was entered is not entered again when what follows is refused. */
  private async entered(): Promise<string> {
    const { id } = await this.api.enterHolder(this.textOf('holderName'));
    this.holders.reload();
    this.holder.set(id);
    return id;
  }

  private async made(): Promise<string> {
    const { id } = await this.api.makeGroup({ name: this.textOf('groupName'), access: this.access() }, this.groupKey());
    this.groups.reload();
    this.group.set(id);
    return id;
  }

  private isMissing(name: string): boolean {
    if (name === 'holderId') return this.holder() === '';
    if (name === 'holderName') return this.holder() === NEW && !this.textOf(name);
    if (name === 'groupName') return this.group() === NEW && !this.textOf(name);
    const box = this.texts.find((each) => each.name === name);
    return box !== undefined && !box.optional && !this.textOf(name);
  }

  private textOf(name: string): string {
    return (own(this.draft(), name) ?? '').trim();
  }

  /** Undefined while something is missing or cannot be read. */
  private wish(): Omit<OpenAuthorisation, 'holderId'> | undefined {
    const [day, term, decidedOn, authority] = [this.day.day(), this.term.day(), this.decidedOn.day(), this.authority()];
    const missing = ['holderId', 'holderName', 'groupName', ...this.texts.map(({ name }) => name)].some((name) => this.isMissing(name));
    if (missing || !day || !term || !decidedOn || !authority) return undefined;
    const texts = Object.fromEntries(
      this.texts.flatMap(({ name }) => (name === 'ucdCodes' || !this.textOf(name) ? [] : [[name, this.textOf(name)]])),
    ) as Pick<OpenAuthorisation, 'medicine' | 'inn' | 'indication' | 'code' | 'protocolCode' | 'document'>;
    const ucdCodes = this.textOf('ucdCodes')
      .split(/[,;\n]/)
      .filter((code) => code.trim());
    return { ...texts, ucdCodes, kind: this.kind(), day, term, decidedOn, authority };
  }

  private lookAtWrong(): void {
    setTimeout(() => document.querySelector<HTMLElement>('app-opening-form [aria-invalid=true]')?.focus());
  }
}
