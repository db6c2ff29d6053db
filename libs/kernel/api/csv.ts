import { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { todayIn } from '#kernel/domain';
import type { Page } from './cursor.js';

/** A cell: numbers are written the French way, nothing is an empty cell. */
export type CsvValue = string | number | null | undefined;

/** A column of a table: its French heading, and its cell. */
export type CsvColumn<Row> = readonly [heading: string, cell: (row: Row) => CsvValue];

/** Spreadsheets take the file for UTF-8 by it. */
const BOM = '\uFEFF';
const ZONE = 'Europe/Paris';
/** `2026-11-22 18:39`. */
const WRITTEN = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
const FLUSH_AT = 16 * 1024;

/** Says in the OpenAPI document that a route answers with a table. */
export function ProducesCsv(): MethodDecorator {
  return applyDecorators(ApiProduces('text/csv'), ApiOkResponse({ schema: { type: 'string', format: 'binary' } }));
}

/**
 * A table as a file that spreadsheets open: written as it is read, so that a long one takes no more memory than a short one. What cannot be
 * read at all is told as a problem, before anything is sent.
 * @param name what the file is called, before the day: `patients` gives `patients-2026-11-22.csv`.
 */
export async function csvFile<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<StreamableFile> {
  const lines = csvText(columns, rows);
  const first = await lines.next();
  const stream = Readable.from(resumed(first, lines), { objectMode: false });
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

async function* resumed(first: IteratorResult<string, void>, rest: AsyncGenerator<string, void>): AsyncGenerator<string> {
  if (!first.done) yield first.value;
  yield* rest;
}

function line(cells: readonly CsvValue[]): string {
  return `${cells.map(written).join(';')}\r\n`;
}

function written(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  // A text that a spreadsheet would compute, wherever it was typed, is shown as the text it is.
  const harmless = /^\s*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(harmless) || harmless !== harmless.trim() ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
