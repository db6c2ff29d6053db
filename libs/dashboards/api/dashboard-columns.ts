import { COUNT_NAMES, COUNT_WORDS, type CountName, MISSING_READINGS } from '#dashboards/domain';
import { COVERAGE_WORDS, KIND_WORDS, STATUS_WORDS } from '#authorisations/domain';
import { csvDay, type CsvColumn } from '#kernel/api';
import { yesOrNo } from '#kernel/domain';
import type { InclusionMonth, ListedForm, MatrixCell, MatrixRow, MissingRow, QueryAgeBucket, SummaryRow } from './dashboard.messages.js';
import type { StatusChange, StatusRow } from './status-board.messages.js';

/** A form of a patient. */
export interface MatrixLine {
  readonly row: MatrixRow;
  readonly cell: MatrixCell;
  readonly title: string;
}

/** A change of an authorisation. */
export interface StatusLine {
  readonly row: StatusRow;
  readonly change: StatusChange;
}

/** The columns of each dashboard as a table. */
export const MATRIX: readonly CsvColumn<MatrixLine>[] = [
  ['Numéro d’enregistrement', ({ row }) => row.registrationNumber],
  ['Patient', ({ row }) => row.letters],
  ['Centre', ({ row }) => row.centreName],
  ['Fiche', ({ title }) => title],
  ['Visite', ({ cell }) => cell.place],
  ['État', ({ cell }) => cell.words],
  ['Au', ({ row }) => csvDay(row.today)],
  ['Date prévue', ({ cell }) => csvDay(cell.target)],
  ['Au plus tard', ({ cell }) => csvDay(cell.until)],
  ['Champs qui s’appliquent', ({ cell }) => cell.applicable],
  ['Champs manquants', ({ cell }) => cell.missing],
  ['Champs de la fiche dans le PUT', ({ cell }) => cell.allPut],
];

const percent = (rate: number | undefined) => rate && Math.round(rate * 1000) / 10;

export const MISSING: readonly CsvColumn<MissingRow>[] = [
  ['Fiche', ({ title }) => title],
  ['Fiches comptées', ({ forms }) => forms],
  [MISSING_READINGS.applicable, ({ applicable }) => applicable],
  ['Manquants', ({ missing }) => missing],
  ['Manquants (%)', ({ missingRate }) => percent(missingRate)],
  [MISSING_READINGS.allPut, ({ allPut }) => allPut],
  ['Sans réponse', ({ missingOfAll }) => missingOfAll],
  ['Sans réponse (%)', ({ missingOfAllRate }) => percent(missingOfAllRate)],
];

export const FORMS: readonly CsvColumn<ListedForm>[] = [
  ['Numéro d’enregistrement', ({ registrationNumber }) => registrationNumber],
  ['Patient', ({ patient }) => patient],
  ['Autorisation', ({ authorisationCode }) => authorisationCode],
  ['Centre', ({ centreName }) => centreName],
  ['Fiche', ({ title }) => title],
  ['Visite', ({ place }) => place],
  ['État', ({ words }) => words],
  ['Au plus tard', ({ until }) => csvDay(until)],
  ['Champs qui s’appliquent', ({ applicable }) => applicable],
  ['Champs manquants', ({ missing }) => missing],
];

/** A line of the overview, with the counts that its reader sees: the others are left empty. */
export interface SummaryLine {
  readonly row: SummaryRow;
  readonly counts: readonly CountName[];
}

export const SUMMARY: readonly CsvColumn<SummaryLine>[] = [
  ['Autorisation', ({ row }) => row.authorisationCode],
  ['Médicament', ({ row }) => row.medicine],
  ['Centre', ({ row }) => row.centreName],
  ...COUNT_NAMES.map((name): CsvColumn<SummaryLine> => [
    COUNT_WORDS[name],
    ({ row, counts }) => (counts.includes(name) ? row[name] : undefined),
  ]),
];

export const INCLUSIONS: readonly CsvColumn<InclusionMonth>[] = [
  ['Mois', ({ month }) => csvDay(month)],
  ['Patients inclus', ({ count }) => count],
];

export const AGES: readonly CsvColumn<QueryAgeBucket>[] = [
  ['Âge', ({ label }) => label],
  ['À répondre', ({ open }) => open],
  ['Répondues, à clore', ({ answered }) => answered],
];

const total = (row: StatusRow, of: 'followed' | 'unsent' | 'awaiting') => row.centres.reduce((sum, centre) => sum + centre[of], 0);

export const STATUSES: readonly CsvColumn<StatusLine>[] = [
  ['Autorisation', ({ row }) => row.code],
  ['Médicament', ({ row }) => row.medicine],
  ['Indication', ({ row }) => row.indication],
  ['Code indication', ({ row }) => row.indicationCode],
  ['Codes UCD', ({ row }) => row.ucdCodes.join(', ')],
  ['Cadre', ({ row }) => KIND_WORDS[row.kind]],
  ['État', ({ row }) => STATUS_WORDS[row.status].label],
  ['Prise en charge', ({ row }) => COVERAGE_WORDS[row.coverage].label],
  ['À compter du', ({ change }) => csvDay(change.day)],
  ['Changement', ({ change }) => change.label],
  ['À venir', ({ change }) => yesOrNo(change.toCome)],
  ['Dernier jour', ({ change }) => csvDay(change.until)],
  ['Ce qui change', ({ change }) => change.changes],
  ['Ce qui ne change pas', ({ change }) => change.stays],
  ['Patients suivis', ({ row }) => total(row, 'followed')],
  ['Demandes transmises en cours', ({ row }) => total(row, 'awaiting')],
  ['Demandes jamais transmises', ({ row }) => total(row, 'unsent')],
  ['Prochaine échéance', ({ row }) => row.deadlines[0]?.label],
  ['Échéance le', ({ row }) => csvDay(row.deadlines[0]?.day)],
];
