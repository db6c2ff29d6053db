import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { MatrixCell } from '#api-client';
import { matrixOf } from './cells.js';
import { MatrixGrid } from './matrix-grid.js';

const CELL: MatrixCell = { form: 'fit', occurrence: 1, place: '', state: 'due', words: '', announced: false };

/** Two patients, two forms: the first one begun by the first patient. */
async function show() {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(MatrixGrid);
  const patient = (letters: string, ...cells: MatrixCell[]) => ({
    enrolmentId: letters,
    registrationNumber: 'ENH-000012',
    letters,
    centreName: 'Nancy',
    today: '2026-11-22',
    cells,
  });
  const columns = [
    { form: 'fit', title: 'Initiation', kind: 'FIT' },
    { form: 'arret', title: 'Arrêt', kind: 'ARRET' },
  ];
  const rows = [patient('DUP JE', { ...CELL, state: 'complete', formId: 'f' }), patient('MAR IS', CELL)];
  fixture.componentRef.setInput('matrix', matrixOf({ columns, rows }, new Set()));
  fixture.componentRef.setInput('label', 'Patients et fiches');
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  const press = async (...keys: string[]) => {
    for (const name of keys) {
      const [key = '', ctrlKey] = name.startsWith('Ctrl+') ? [name.slice(5), true] : [name, false];
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true }));
      await fixture.whenStable();
    }
    return document.activeElement;
  };
  const stops = () => [...page.querySelectorAll<HTMLElement>('[tabindex="0"]')];
  return { page, press, stops };
}

describe('the matrix by keyboard', () => {
  it('is one stop of the Tab key, at the first patient', async () => {
    const { stops } = await show();
    expect(stops().map(({ textContent }) => textContent)).toEqual([expect.stringContaining('DUP JE')]);
  });

  it('goes from cell to cell by the arrows, and stays within its corners', async () => {
    const { press, stops } = await show();
    stops()[0]?.focus();
    expect((await press('ArrowRight', 'ArrowRight'))?.textContent).toContain('complète');
    expect((await press('ArrowDown'))?.textContent).toContain('à saisir');
    expect((await press('Home'))?.textContent).toContain('MAR IS');
    expect((await press('ArrowDown', 'ArrowLeft'))?.textContent).toContain('MAR IS');
    expect((await press('Ctrl+Home'))?.textContent).toContain('Patient');
    expect((await press('End'))?.textContent).toContain('Arrêt');
    expect(stops()).toHaveLength(1);
  });

  it('leads to a form that there is, and shows what stands behind a cell that has none', async () => {
    const { page } = await show();
    expect(page.querySelector('td a')?.getAttribute('href')).toBe('/dossiers/DUP JE/fiches/f'.replace(' ', '%20'));
    expect(page.querySelector('td button')?.getAttribute('aria-haspopup')).toBe('dialog');
  });

  it('says the state in words, never by colour alone', async () => {
    const { page } = await show();
    const cells = [...page.querySelectorAll('td a, td button')];
    expect(cells.map((each) => each.textContent)).toEqual([expect.stringContaining('complète'), expect.stringContaining('à saisir')]);
    expect(cells.map((each) => each.querySelector('.day')?.textContent)).toEqual(['Complète', 'À saisir']);
    expect(cells.every((each) => each.querySelector('app-icon'))).toBe(true);
  });
});
