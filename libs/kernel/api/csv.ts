import { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Page } from './cursor.js';

/** A cell: numbers are written the French way, nothing is an empty cell. */
export type CsvValue = string | number | null | undefined;

/** A column of a table: its French heading, and its cell. */
export type CsvColumn<Row> = readonly [heading: string, cell: (row: Row) => CsvValue];

/** Spreadsheets take the file for UTF-8 by it. */
const BOM = '\uFEFF';
const FLUSH_AT = 16 * 1024;

/** Says in the OpenAPI document that a route answers with a table. */
export function ProducesCsv(): MethodDecorator {
  return applyDecorators(ApiProduces('text/csv'), ApiOkResponse({ schema: { type: 'string', format: 'binary' } }));
}

/**
 * A table as a file that spreadsheets open: written as it is read, so that a long one takes no more memory than a short one. What cannot be
 * read at all is told as a problem, before anything is sent.
 */
export async function csvFile<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<StreamableFile> {
  const lines = csvText(columns, rows);
  const first = await lines.next();
  const stream = Readable.from(resumed(first, lines), { objectMode: false });
  return new StreamableFile(stream, { type: 'text/csv; charset=utf-8; header=present', disposition: `attachment; filename="${name}.csv"` });
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

/** An instant as spreadsheets read it, in universal time: `22/11/2026 18:39`. */
export function csvInstant(instant: string | undefined): string | undefined {
  return instant?.replace(/^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}).*$/, '$3/$2/$1 $4');
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
