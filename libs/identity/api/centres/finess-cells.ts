import { parse } from 'csv-parse/sync';
import { FINESS_CSV, finessText } from '#identity/domain';

/** The cells of a FINESS file, line by line. @throws Error when it is no text that can be read. */
export function finessCells(bytes: Uint8Array): string[][] {
  return parse(
    finessText((encoding) => new TextDecoder(encoding, { fatal: true }).decode(bytes)),
    FINESS_CSV,
  );
}
