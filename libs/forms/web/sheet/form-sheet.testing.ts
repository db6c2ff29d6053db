import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { provideRouter } from '@angular/router';
import type { FormView } from '#api-client';
import { Announcer, Live, Session, type LiveChange } from '#kernel/web';
import { FormSheet } from './form-sheet.js';
import { ItemFieldHarness } from '../fields/item-field.harness.js';
import type { Change } from '../saving/ledger.js';
import type { Sent } from '../saving/saving.js';
import { enrolmentView, protocol } from './small-form.testing.js';
import { FormsWire } from '../wire.js';

/** The page of a form, its wire played by the test. */
export async function showSheet(form: FormView, enrolment = enrolmentView(), role = 'prescriber', status = 'in-force') {
  const received: (readonly Change[])[] = [];
  const answers: Sent[] = [];
  const watchers: { readonly matches: (change: LiveChange) => boolean; readonly react: () => void }[] = [];
  const live = { changes: (matches: (change: LiveChange) => boolean, react: () => void) => watchers.push({ matches, react }) };
  let version = form.contentVersion;
  let now = form;
  const wire: Partial<Record<keyof FormsWire, unknown>> = {
    save: async (_: string, changes: readonly Change[]): Promise<Sent> => {
      received.push(changes);
      const told = answers.shift();
      if (told) return told;
      version += 1;
      const marks = Object.fromEntries(changes.map(({ item }) => [item, { seq: 20 + version, centreId: 'a' }]));
      return {
        outcome: 'saved',
        receipt: { marks, calculated: {}, contentVersion: version, stateVersion: 1, savedAt: '2026-11-22T13:03:00Z' },
      };
    },
    present: jest.fn(async () => ({ others: [], contentVersion: now.contentVersion, stateVersion: now.stateVersion })),
    form: jest.fn(async () => now),
    enrolment: jest.fn(async () => enrolment),
    authorisation: async () => ({ status }),
    complete: jest.fn(async () => ({ ...now, state: 'complete', stateVersion: 2 })),
    carry: jest.fn(async () => now),
    putCarriedAside: jest.fn(async () => now),
    pdf: () => '/pdf',
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      provideHttpClient(),
      { provide: FormsWire, useValue: wire },
      { provide: Live, useValue: live },
      {
        provide: Session,
        useValue: {
          person: () => ({ id: 'ines', name: 'Inès Marchand' }),
          handedOver: () => undefined,
          role: () => role,
          profile: () => undefined,
          signedIn: () => false,
          locked: () => undefined,
        },
      },
    ],
  });
  const fixture = TestBed.createComponent(FormSheet);
  for (const [name, value] of Object.entries({ form, protocol, enrolment })) fixture.componentRef.setInput(name, value);
  const loader = TestbedHarnessEnvironment.loader(fixture);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return {
    wire,
    received,
    host,
    fixture,
    loader,
    text: () => host.textContent?.replace(/\s+/g, ' ') ?? '',
    field: (key: string) => loader.getHarness(ItemFieldHarness.at(key)),
    keys: () => [...host.querySelectorAll('app-item-field')].map((each) => each.getAttribute('data-key')),
    said: () => {
      const { tone, text } = TestBed.inject(Announcer).shown().at(-1) ?? {};
      return [tone, text];
    },
    bar: () => host.querySelector('app-save-bar')?.textContent?.replace(/\s+/g, ' ') ?? '',
    answersNext: (answer: Sent) => answers.push(answer),
    becomes: (more: FormView) => (now = more),
    /** The stream of changes tells it. */
    hears: async (action: string, formId?: string) => {
      const change = { enrolmentId: form.enrolmentId, action, ...(formId !== undefined && { formId }) };
      for (const { matches, react } of watchers) if (matches(change)) react();
      // What is read again comes by promises, which no stable page waits for.
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      await fixture.whenStable();
    },
    press: async (name: string | RegExp) => {
      const button = [...host.querySelectorAll('button')].find((each) => each.textContent?.trim().match(name));
      if (!button) throw new Error(`no button ${String(name)}`);
      button.click();
      await fixture.whenStable();
    },
    pass: async (ms: number) => {
      await jest.advanceTimersByTimeAsync(ms);
      await fixture.whenStable();
    },
  };
}
