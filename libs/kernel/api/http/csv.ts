import { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import { todayIn } from '#kernel/domain';
import type { Page } from './cursor.js';
import { readsOnce } from '../request/requires.js';

/** A number as it was answered, to its last decimal: `-2,5` or `-2.5`. */
export interface CsvNumber {
  readonly number: string;
}

/** A cell, by its type: numbers are written the French way, texts are guarded, nothing is an empty cell. */
export type CsvValue = string | number | CsvNumber | null | undefined;

/** A column of a table: its French heading, and its cell. */
export type CsvColumn<Row> = readonly [heading: string, cell: (row: Row) => CsvValue];

/** Spreadsheets take the file for UTF-8 by it. */
const BOM = '\uFEFF';
const ZONE = 'Europe/Paris';
/** `2026-11-22 18:39`. */
const WRITTEN = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
const FLUSH_AT = 16 * 1024;

/** A route that answers with a table: read in one snapshot (`TransactionInterceptor`), and said so in the OpenAPI document. */
export function ProducesCsv(): MethodDecorator {
  return applyDecorators(readsOnce(true), ApiProduces('text/csv'), ApiOkResponse({ schema: { type: 'string', format: 'binary' } }));
}

/**
 * A table as a file that spreadsheets open, whole or not at all: all of it is read before anything is sent, so that it is of one moment, that
 * anyone who reads slowly keeps no connection, and that what fails is told as a problem.
 * @param name what the file is called, before the day: `patients` gives `patients-2026-11-22.csv`.
 */
export async function csvFile<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<StreamableFile> {
  const pieces: string[] = [];
  for await (const piece of csvText(columns, rows)) pieces.push(piece);
  const stream = Readable.from(pieces, { objectMode: false });
  const file = `${name}-${todayIn(ZONE, new Date())}.csv`;
  return new StreamableFile(stream, { type: 'text/csv; charset=utf-8; header=present', disposition: `attachment; filename="${file}"` });
}

/** Every row of a list that comes by pages. */
export async function* everyPage<Row>(read: (cursor: string | undefined) => Promise<Page<Row>>): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** The text of a table, in pieces: UTF-8 with its mark, `;` between cells. */
export async function* csvText<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<string, void> {
  let piece = BOM + line(columns.map(([heading]) => heading));
  for await (const row of rows) {
    piece += line(columns.map(([, cell]) => cell(row)));
    if (piece.length < FLUSH_AT) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A day, or a month, as people here write it and spreadsheets read it: `22/11/2026`, `11/2026`. */
export function csvDay(day: string | undefined): string | undefined {
  return day?.split('-').reverse().join('/');
}

/** An instant with the day and the hour that screens show, in Paris: `22/11/2026 18:39`. */
export function csvInstant(instant: string | undefined): string | undefined {
  return instant && WRITTEN.format(new Date(instant)).replace(/^(\S+) (\S+)$/, (_, day: string, hour: string) => `${csvDay(day)} ${hour}`);
}

/** The answer to a question that asks for a number, as people read it: a number without its unit; in any other words, a text. */
export function csvAnswer(said: string | undefined, unit?: string): CsvValue {
  const number = unit !== undefined && said?.endsWith(unit) ? said.slice(0, -unit.length).trimEnd() : said;
  return number !== undefined && /^-?\d+(,\d+)?$/.test(number) ? { number } : said;
}

function line(cells: readonly CsvValue[]): string {
  return stringify([cells.map(written)], { delimiter: ';', record_delimiter: 'windows', quoted_match: /^\s|\s$|[\r\n]/ });
}

function written(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'object') return value.number.replace('.', ',');
  // A text that a spreadsheet would compute, wherever it was typed, is shown as the text it is.
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
}
