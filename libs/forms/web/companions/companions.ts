import { computed, inject, Injectable, Injector, type Provider, signal, type Signal, type Type } from '@angular/core';
import { partsOf } from '#kernel/web';
import { FORM_COMPANIONS } from '../capability/slots.js';
import { FormDesk } from '../sheet/desk.js';

import type { MarkShown } from './marks.js';

/** The open form as a companion knows it, and what it may ask of the page. */
@Injectable()
export class OpenForm {
  private readonly desk = inject(FormDesk);
  private readonly asked = signal<{ readonly item?: string } | undefined>(undefined);

  readonly form = this.desk.form;
  /** Moves with every answer saved and every act, so that a companion knows when to look again. */
  readonly version = computed(() => {
    const { contentVersion, stateVersion } = this.desk.saving.known();
    return `${this.form()?.state} ${contentVersion} ${stateVersion}`;
  });
  /** Where a companion last asked to be led. */
  readonly wanted = this.asked.asReadonly();

  /** Leads to a field and shows what stands beside it; without one, or where it is not on the form, what concerns the whole form. */
  show(item?: string): void {
    this.asked.set(item !== undefined && this.desk.drawing()?.fields.has(item) ? { item } : {});
  }

  /** An act changed the form: the page reads it again, and loses nothing of what is typed. */
  readAgain(): Promise<void> {
    return this.desk.readAgain();
  }
}

/** What a capability of a higher floor adds to an open form. One for each open page, made where `OpenForm` can be injected. */
export interface FormCompanion {
  /** What its panel of the form is called, as it stands on the button: `Queries (2)`. */
  readonly name: Signal<string>;
  /** Beside the field at hand; has an `item` input, its key. */
  readonly besideField: Type<unknown>;
  /** What concerns the whole form. */
  readonly besideForm: Type<unknown>;
  /** The marks of a field, icon and word; their room is there before them. */
  marks(item: string): readonly MarkShown[];
}

/** A companion, and what its panels share with it. */
export interface CompanionParts {
  readonly companion: Type<FormCompanion>;
  readonly providers: readonly Provider[];
}

export interface Accompanied {
  readonly companion: FormCompanion;
  /** In which its panels find it. */
  readonly injector: Injector;
}

/** The companions of one open form, once they are loaded. */
@Injectable()
export class Companions {
  private readonly injector = inject(Injector);

  readonly all = partsOf(FORM_COMPANIONS, (parts) => this.accompany(parts));

  marks(item: string): readonly MarkShown[] {
    return this.all().flatMap(({ companion }) => companion.marks(item));
  }

  private accompany({ companion, providers }: CompanionParts): Accompanied {
    const injector = Injector.create({ providers: [...providers, companion], parent: this.injector });
    return { companion: injector.get(companion), injector };
  }
}
