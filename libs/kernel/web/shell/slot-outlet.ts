import {
  type Binding,
  Component,
  type ComponentRef,
  effect,
  inject,
  Injector,
  input,
  inputBinding,
  type OnInit,
  outputBinding,
  runInInjectionContext,
  type Type,
  untracked,
  ViewContainerRef,
} from '@angular/core';
import { own } from '#kernel/domain';
import { partsOf, type Slot } from './slot.js';

/** Draws what a slot holds, where components are what it holds. */
@Component({
  selector: 'app-slot',
  template: '',
  // Parts stand beside this element, in its place.
  styles: ':host { display: none; }',
})
export class SlotOutlet implements OnInit {
  private readonly place = inject(ViewContainerRef);
  private readonly injector = inject(Injector);
  private readonly drawn = new Map<Type<unknown>, ComponentRef<unknown>>();

  readonly of = input.required<Slot<Type<unknown>>>();
  /** What the page gives each part, by the name of its input. */
  readonly inputs = input<Readonly<Record<string, unknown>>>({});
  /** What the page does with what a part says, by the name of its output. */
  readonly outputs = input<Readonly<Record<string, (said: never) => void>>>({});

  ngOnInit(): void {
    const parts = runInInjectionContext(this.injector, () => partsOf(this.of(), (part) => part));
    effect(() => parts().forEach((part, at) => untracked(() => this.draw(part, at))), { injector: this.injector });
  }

  private draw(part: Type<unknown>, index: number): void {
    if (this.drawn.has(part)) return;
    this.drawn.set(part, this.place.createComponent(part, { index, bindings: this.bindings() }));
  }

  private bindings(): Binding[] {
    const given = Object.keys(this.inputs()).map((name) => inputBinding(name, () => own(this.inputs(), name)));
    const heard = Object.keys(this.outputs()).map((name) => outputBinding(name, (said: never) => own(this.outputs(), name)?.(said)));
    return [...given, ...heard];
  }
}
