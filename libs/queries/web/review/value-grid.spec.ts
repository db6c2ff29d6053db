import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ReviewRow } from '#api-client';
import { ValueGrid } from './value-grid.js';

const row = (formId: string, more: Partial<ReviewRow> = {}): ReviewRow => ({
  enrolmentId: `e-${formId}`,
  registrationNumber: 'TEC-215890',
  centreName: 'CHRU de Nancy',
  formId,
  place: 'M3',
  state: 'complete',
  contentVersion: 4,
  locked: false,
  abilities: ['lock'],
  values: { poids: '71,5 kg', 'ligne.dci': 'Paclitaxel, Docétaxel' },
  openQueries: 0,
  notApplicable: [],
  review: [],
  ...more,
});

function show(rows: readonly ReviewRow[]) {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(ValueGrid);
  fixture.componentRef.setInput('columns', [
    { item: 'poids', label: 'Poids', unit: 'kg' },
    { item: 'ligne.dci', label: 'DCI' },
  ]);
  fixture.componentRef.setInput('rows', rows);
  fixture.componentRef.setInput('repeated', new Set(['ligne.dci']));
  fixture.detectChanges();
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  const cell = (at: string) => host.querySelector<HTMLElement>(`[data-cell="${at}"]`) as HTMLElement;
  return {
    fixture,
    host,
    cell,
    key: (key: string) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      fixture.detectChanges();
    },
    chosen: () => [...fixture.componentInstance.chosen()],
  };
}

afterEach(() => document.body.replaceChildren());

describe('the grid of values', () => {
  it('is gone through by arrows, and chosen from by the space bar', () => {
    const { cell, key, chosen } = show([row('a'), row('b')]);
    cell('0-0').focus();
    key(' ');
    key('ArrowDown');
    expect(document.activeElement).toBe(cell('1-0'));
    key('x');
    key('ArrowUp');
    key('ArrowUp');
    key('ArrowRight');
    expect(document.activeElement).toBe(cell('0-1'));
    // The value of a repeating group is asked about in its form.
    key(' ');
    expect(chosen()).toEqual(['a/poids', 'b/poids']);
  });

  it('chooses a whole column, and gives it up again', () => {
    const { host, chosen } = show([row('a'), row('b')]);
    const head = host.querySelector<HTMLElement>('button.head') as HTMLElement;
    head.click();
    expect(chosen()).toEqual(['a/poids', 'b/poids']);
    head.click();
    expect(chosen()).toEqual([]);
  });

  it('says of each form what was reviewed, and that a change asks for it again', () => {
    const marks = { mark: 'read', at: '2026-11-20T10:00:00Z', byName: 'Aurélie Nguyen' } as const;
    const { host, fixture } = show([row('a', { review: [{ ...marks, stale: true }], locked: true, openQueries: 2 })]);
    const asked: unknown[] = [];
    fixture.componentInstance.marked.subscribe(({ mark, isSet }) => asked.push([mark, isSet]));
    const text = host.querySelector('.review')?.textContent?.replace(/\s+/g, ' ');
    for (const words of ['À relire', 'Vérifiée', 'Verrou', '2 queries en cours']) expect(text).toContain(words);
    host.querySelector<HTMLElement>('.review button')?.click();
    expect(asked).toEqual([['read', true]]);
  });
});
