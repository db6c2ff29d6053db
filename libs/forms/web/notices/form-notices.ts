import { NgComponentOutlet } from '@angular/common';
import { Component, input, type OnInit, signal, type Type } from '@angular/core';
import { latePart } from '../companions/late-part.js';

/** A word above an open form: a component that may inject `OpenForm`. */
export type LoadFormNotice = () => Promise<Type<unknown>>;

/** What capabilities of higher floors say above an open form: the shell brings them with the route. */
@Component({
  selector: 'app-form-notices',
  imports: [NgComponentOutlet],
  template: `
    @for (notice of loaded(); track notice) {
      <ng-container *ngComponentOutlet="notice" />
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class FormNotices implements OnInit {
  readonly loads = input.required<readonly LoadFormNotice[]>();

  protected readonly loaded = signal<readonly Type<unknown>[]>([]);

  async ngOnInit(): Promise<void> {
    this.loaded.set(await Promise.all(this.loads().map(latePart)));
  }
}
