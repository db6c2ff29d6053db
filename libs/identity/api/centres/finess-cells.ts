import { parse } from 'csv-parse/sync';

/** The cells of a FINESS file, line by line: in UTF-8, as it is published, or in the encoding of Windows, as it long was. */
export function finessCells(bytes: Uint8Array): string[][] {
  return parse(decoded(bytes), { delimiter: ';', bom: true, relax_quotes: true, relax_column_count: true });
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
