import type { MatrixCell, MatrixColumn, MatrixRow } from '#api-client';
import { FILTERS, type Line, matrixOf } from './cells.js';

const TODAY = '2026-11-22';
const VISIT: MatrixColumn = { form: 'suivi', visit: 's', title: 'Fiche de suivi', visitLabel: 'Suivi hebdomadaire', kind: 'SUIVI' };
const STOP: MatrixColumn = { form: 'arret', title: 'Arrêt définitif', kind: 'ARRET' };

function cell(occurrence: number, state: MatrixCell['state'], more: Partial<MatrixCell> = {}): MatrixCell {
  return { form: 'suivi', visit: 's', occurrence, place: `Suivi n° ${occurrence}`, state, words: '', announced: false, ...more };
}

function row(...cells: MatrixCell[]): MatrixRow {
  return { enrolmentId: 'e', registrationNumber: 'GEN-000012', letters: 'DUP JE', centreName: 'CHRU de Nancy', today: TODAY, cells };
}

const firstSpot = (lines: readonly Line[]) => lines[0]?.spots[0];

describe('charter C7.2: the matrix of patients and forms', () => {
  it('is narrowed by every state, and by what is to be typed soon', () => {
    expect([...FILTERS.keys()]).toEqual(['late', 'due', 'soon', 'in-progress', 'upcoming', 'finished', 'complete', 'not-applicable']);
  });

  it('folds a visit that repeats into one column, which says what asks most and how many are done', () => {
    const cells = [
      cell(1, 'complete', { target: '2026-10-01' }),
      cell(2, 'late', { target: '2026-11-01', until: '2026-11-05' }),
      cell(3, 'late', { target: '2026-11-08', until: '2026-11-12' }),
      cell(4, 'upcoming', { target: '2027-01-08' }),
    ];
    const { heads, lines } = matrixOf({ columns: [VISIT], rows: [row(...cells)] }, new Set());
    expect(heads).toMatchObject([{ place: 'Suivi hebdomadaire', passages: 4, folds: 'unfold' }]);
    expect(firstSpot(lines)).toMatchObject({ day: '5 nov.', more: 1, done: '1 sur 4' });
    expect(firstSpot(lines)?.words).toBe(
      'Fiche de suivi, Suivi n° 2\u202f; en retard depuis le 5 novembre 2026\u202f; 1 de plus dans cet état\u202f; 1 sur 4 complètes',
    );
  });

  it('unfolds it into its passages on request', () => {
    const { heads, lines } = matrixOf({ columns: [VISIT], rows: [row(cell(1, 'complete'), cell(2, 'due'))] }, new Set(['suivi/s']));
    expect(heads.map(({ place, folds }) => [place, folds])).toEqual([
      ['Suivi n° 1', 'fold'],
      ['Suivi n° 2', undefined],
    ]);
    expect(lines[0]?.spots.map((spot) => spot?.cell.state)).toEqual(['complete', 'due']);
  });

  it('leaves empty what does not stand in the calendar of a patient', () => {
    const { lines } = matrixOf({ columns: [VISIT, STOP], rows: [row(cell(1, 'due'))] }, new Set());
    expect(lines[0]?.spots[1]).toBeUndefined();
  });

  it('tells the year of a day of another year, and that a day may still move', () => {
    const upcoming = cell(1, 'upcoming', { target: '2027-01-08', announced: true });
    const { lines } = matrixOf({ columns: [VISIT], rows: [row(upcoming)] }, new Set());
    expect(firstSpot(lines)?.day).toBe('8 janv. 2027');
    expect(firstSpot(lines)?.words).toContain('à venir vers le 8 janvier 2027');
  });

  it('charter C7.3: counts what is missing of a patient over the fields that apply and over all of the PUT', () => {
    const begun = cell(1, 'in-progress', { formId: 'f', filled: 8, applicable: 10, missing: 2, allPut: 20 });
    const late = cell(2, 'late', { filled: 0, applicable: 10, missing: 10, allPut: 20 });
    const { lines } = matrixOf({ columns: [VISIT], rows: [row(begun, late, cell(3, 'upcoming'))] }, new Set());
    expect(lines[0]?.missing).toEqual({ missing: 12, applicable: 20, missingOfAll: 32, allPut: 40 });
  });
});
