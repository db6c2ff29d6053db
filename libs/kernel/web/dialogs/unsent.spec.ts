import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { globSync, readFileSync } from 'node:fs';
import { Dialogs } from './dialogs.js';
import { holdUnsent, Unsent } from './unsent.js';

@Component({ selector: 'app-box', template: '' })
class Box {
  readonly text = signal('');

  constructor() {
    holdUnsent(() => this.text());
  }
}

function show(answers: readonly boolean[] = []) {
  const asked: unknown[] = [];
  const confirm = async (question: unknown) => (answers[asked.push(question) - 1] ? { reason: '' } : undefined);
  TestBed.configureTestingModule({ providers: [{ provide: Dialogs, useValue: { confirm } }] });
  const leaving = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { asked, box: TestBed.createComponent(Box), unsent: TestBed.inject(Unsent), leaving };
}

describe('words typed outside a form', () => {
  it('hold anyone who leaves, until the box is empty or gone', async () => {
    const { asked, box, unsent, leaving } = show();
    expect([await unsent.mayLeave(), leaving()]).toEqual([true, false]);
    box.componentInstance.text.set('Le bilan est joint.');
    expect([await unsent.mayLeave(), leaving()]).toEqual([false, true]);
    expect(asked).toEqual([expect.objectContaining({ act: 'Quitter et le perdre' })]);
    box.componentInstance.text.set('  ');
    expect(unsent.isHeld()).toBe(false);
    box.componentInstance.text.set('Encore.');
    box.destroy();
    expect([await unsent.mayLeave(), leaving()]).toEqual([true, false]);
  });

  it('of several things are kept each apart, and forgotten by anyone who leaves them', async () => {
    const { unsent } = show([false, true]);
    unsent.write('query/a', 'Poids revu.');
    unsent.write('query/b', 'Date revue.');
    unsent.write('query/b', '');
    expect([unsent.draftOf('query/a'), unsent.draftOf('query/b')]).toEqual(['Poids revu.', '']);
    expect(await unsent.mayLeave()).toBe(false);
    expect(unsent.draftOf('query/a')).toBe('Poids revu.');
    expect(await unsent.mayLeave()).toBe(true);
    expect(unsent.draftOf('query/a')).toBe('');
  });

  it('ask once, however many guards ask', async () => {
    const { asked, unsent } = show([true]);
    unsent.write('query/a', 'Poids revu.');
    expect(await Promise.all([unsent.mayLeave(), unsent.mayLeave()])).toEqual([true, true]);
    expect(asked).toHaveLength(1);
  });

  it('stay in the memory of the page: they may speak of a patient', () => {
    const { unsent } = show();
    unsent.write('query/a', 'Poids revu.');
    expect({ ...sessionStorage, ...localStorage }).toEqual({});
  });

  it('are held by every box of several lines; those of a form have its own way of saving', () => {
    const files = globSync('libs/*/web/**/*.{ts,html}').filter((file) => !/\.(spec|testing|harness)\.ts$/.test(file));
    const withBoxes = files.filter((file) => readFileSync(file, 'utf8').includes('<textarea'));
    expect(withBoxes.length).toBeGreaterThan(4);
    const careless = withBoxes.filter((file) => !/nsent\b/.test(readFileSync(file.replace(/\.html$/, '.ts'), 'utf8')));
    expect(careless).toEqual(['libs/forms/web/fields/controls/typed-control.ts']);
  });
});
