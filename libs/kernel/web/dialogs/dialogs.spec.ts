import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
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
});
