import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { ConfirmHarness } from './confirm.harness.js';
import type { Question } from './confirm.js';
import { Dialogs } from './dialogs.js';

@Component({ selector: 'app-page', template: '' })
class Page {}

const CANCEL: Question = {
  title: 'Annuler la demande',
  consequence: 'La demande ne sera pas envoyée à l’exploitant.',
  act: 'Annuler la demande',
  danger: true,
  reason: { label: 'Motif' },
};

async function asked(question: Question) {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
  const fixture = TestBed.createComponent(Page);
  const answer = TestBed.inject(Dialogs).confirm(question);
  // The dialog is loaded when it is first needed.
  for (let turn = 0; turn < 20 && !document.querySelector('app-confirm'); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  const ui = await TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(ConfirmHarness);
  return { ui, answer };
}

describe('a question before an act', () => {
  it('says what follows from it, and gives the reason', async () => {
    const { ui, answer } = await asked(CANCEL);
    expect(await ui.says()).toContain('ne sera pas envoyée');
    await ui.write('  Le patient a changé d’avis ');
    await ui.confirm();
    expect(await answer).toEqual({ reason: 'Le patient a changé d’avis' });
  });

  it('stays, and says why, while the reason is too short', async () => {
    const { ui, answer } = await asked(CANCEL);
    await ui.write('non');
    await ui.confirm();
    expect(await ui.complains()).toContain('5 caractères');
    await ui.leaveAll();
    expect(await answer).toBeUndefined();
  });

  it('swallows the rest of a double click, and nothing else of what is pressed after', async () => {
    const { ui, answer } = await asked({ ...CANCEL, reason: undefined });
    const behind: string[] = [];
    const row = document.body.appendChild(document.createElement('button'));
    row.addEventListener('click', () => behind.push('clicked'));
    const click = (on: Element, clientX: number, detail: number) =>
      on.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY: 300, detail }));
    await ui.says();
    const confirm = document.querySelector('app-confirm button[type=submit]');
    if (!confirm) throw new Error('no button');
    click(confirm, 400, 1);
    await answer;
    click(row, 403, 2);
    expect(behind).toEqual([]);
    click(row, 600, 1);
    click(row, 403, 1);
    expect(behind).toEqual(['clicked', 'clicked']);
    row.remove();
  });

  it('a click beside it leaves it open while something is typed; Esc closes it', async () => {
    const { ui } = await asked(CANCEL);
    await ui.write('Le patient a changé');
    document.querySelector<HTMLElement>('.dialog-backdrop')?.click();
    expect(document.querySelector('app-confirm')).not.toBeNull();
    document.querySelector('app-confirm')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true }));
    expect(document.querySelector('app-confirm')).toBeNull();
  });

  it('goes with the page that it was asked on, and stays while that page only narrows its list', async () => {
    const { answer } = await asked(CANCEL);
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/?etat=late');
    expect(document.querySelector('app-confirm')).not.toBeNull();
    await router.navigateByUrl('/patients');
    expect(await answer).toBeUndefined();
  });
});
