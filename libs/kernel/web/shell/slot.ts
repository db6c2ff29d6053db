import { computed, DestroyRef, inject, InjectionToken, type Provider, signal, type Signal, type Type } from '@angular/core';
import { latePart } from './late-part.js';

/** How a part is got: loaded when the page that holds it is opened. */
export type LoadPart<Part> = () => Promise<Part>;

/**
 * A place in a page for what capabilities of higher floors bring, of which the page knows only what it is. It is declared beside the page; anyone who
 * fills it says so in their manifest.
 */
export type Slot<Part> = InjectionToken<readonly LoadPart<Part>[]>;

/** @param holds what it is a place for, in words */
export function slot<Part>(holds: string): Slot<Part> {
  return new InjectionToken(holds);
}

/** Brings a part to a slot: a line of a manifest. Parts stand in the order of the capabilities. */
export function fills<Part>(place: Slot<Part>, load: LoadPart<Part>): Provider {
  return { provide: place, useValue: load, multi: true };
}

/**
 * What is made of the parts of a slot, each as soon as it is loaded; asked for where one may inject. A network that is cut delays a part, and a part
 * that comes once the page is over makes nothing.
 */
export function partsOf<Part, Made>(place: Slot<Part>, make: (part: Part) => Made): Signal<readonly Made[]> {
  const made = signal<readonly { readonly at: number; readonly one: Made }[]>([]);
  let isOver = false;
  inject(DestroyRef).onDestroy(() => (isOver = true));
  const add = (part: Part, at: number) => {
    if (isOver) return;
    const one = make(part);
    made.update((before) => [...before, { at, one }].sort((first, second) => first.at - second.at));
  };
  (inject(place, { optional: true }) ?? []).forEach((load, at) => void latePart(load).then((part) => add(part, at)));
  return computed(() => made().map(({ one }) => one));
}

/** On every page, above it. */
export const PAGE_NOTICES = slot<Type<unknown>>('words above every page');
