import { compactIdentifier, hasFinessKey, isBlank, isFiness, LIMITS } from '#kernel/domain';
import type { FinessMessage } from './say.js';

/** A health establishment as the national register (FINESS) tells it. */
export interface FinessCentre {
  /** FINESS number of the place. */
  readonly id: string;
  /** FINESS number of its legal body. */
  readonly legalId: string;
  readonly name: string;
}

/** With the line where it stands, as people count them: from 1. */
export type CentreLine = FinessCentre & { readonly line: number };

/** A line that is no centre, and why. */
export interface WrongLine {
  readonly line: number;
  readonly says: FinessMessage;
}

export interface JudgedCentres {
  readonly centres: readonly CentreLine[];
  readonly wrong: readonly WrongLine[];
}

export interface FinessFile extends JudgedCentres {
  /** Establishments that are no hospital: pharmacies of the town, homes, laboratories. */
  readonly aside: number;
}

/** Where the columns of the open file of establishments stand (« extraction du fichier des établissements »), from 0. */
const COLUMN = { part: 0, id: 1, legalId: 2, name: 3, longName: 4, group: 20 } as const;
const WIDTH = COLUMN.group + 1;
/** What the lines of establishments begin with: the title and where places are on a map begin otherwise. */
const ESTABLISHMENT = 'structureet';
/** Groups of categories of hospitals begin so: 1101 regional, 1102 general, 1107 cancer centres… */
const HOSPITALS = '11';

/** How its cells are written, as `csv-parse` is told it. */
export const FINESS_CSV = { delimiter: ';', bom: true, relax_quotes: true, relax_column_count: true } as const;

/**
 * Its text: in UTF-8, as it is published, or in the encoding of Windows, as it long was and as spreadsheets still write.
 * @param decode gives its bytes as a text; throws when they are not of that encoding.
 */
export function finessText(decode: (encoding: 'utf-8' | 'windows-1252') => string): string {
  try {
    return decode('utf-8');
  } catch {
    return decode('windows-1252');
  }
}

/** The whole file, in cells. The name is the long one, where the register has it. */
export function readFinessFile(lines: readonly (readonly string[])[]): FinessFile {
  const establishments = lines
    .map((cells, index) => ({ cells, line: index + 1 }))
    .filter(({ cells }) => cells[COLUMN.part] === ESTABLISHMENT);
  const whole = establishments.filter(({ cells }) => cells.length >= WIDTH);
  const hospitals = whole.filter(({ cells }) => cells[COLUMN.group]?.startsWith(HOSPITALS));
  const { centres, wrong } = judgeCentres(hospitals.map(({ cells, line }) => ({ line, ...centreOf(cells) })));
  const short = establishments
    .filter(({ cells }) => cells.length < WIDTH)
    .map(({ cells, line }): WrongLine => ({ line, says: { code: 'cells-missing', params: { cells: cells.length, expected: WIDTH } } }));
  return { centres, wrong: [...short, ...wrong].sort((one, other) => one.line - other.line), aside: whole.length - hospitals.length };
}

/** Which of them can be entered, and why the others cannot. A centre told twice is taken once, where it stands first. */
export function judgeCentres(told: readonly CentreLine[]): JudgedCentres {
  const [centres, wrong, first] = [[] as CentreLine[], [] as WrongLine[], new Map<string, number>()];
  for (const centre of told) {
    const { id, line } = centre;
    const before = first.get(id);
    const says: FinessMessage | undefined =
      before === undefined ? centreProblem(centre) : { code: 'told-twice', params: { first: before } };
    if (says) wrong.push({ line, says });
    else {
      first.set(id, line);
      centres.push(centre);
    }
  }
  return { centres, wrong };
}

function centreOf(cells: readonly string[]): FinessCentre {
  const at = (column: keyof typeof COLUMN) => (cells[COLUMN[column]] ?? '').trim();
  return { id: compactIdentifier(at('id')), legalId: compactIdentifier(at('legalId')), name: at('longName') || at('name') };
}

/** A number whose key is wrong is another establishment's, or nobody's. */
function centreProblem({ id, legalId, name }: FinessCentre): FinessMessage | undefined {
  if (!isFiness(id)) return { code: 'no-finess', params: { text: id } };
  if (!hasFinessKey(id)) return { code: 'wrong-finess-key', params: { text: id } };
  if (!isFiness(legalId) || !hasFinessKey(legalId)) return { code: 'no-legal-finess', params: { text: legalId } };
  if (isBlank(name)) return { code: 'no-centre-name', params: { text: id } };
  const most = LIMITS.centreName.max;
  return name.length > most ? { code: 'centre-name-too-long', params: { most } } : undefined;
}
