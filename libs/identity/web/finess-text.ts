import { parse } from 'csv-parse/browser/esm/sync';
import { type FinessFile, readFinessFile } from '#identity/domain';

/** What was chosen, read here: the whole register is large, and only its hospitals are sent. @throws Error when it is no text that can be read. */
export async function readFiness(file: Blob): Promise<FinessFile> {
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  const options = { delimiter: ';', bom: true, relax_quotes: true, relax_column_count: true };
  return readFinessFile(parse(text, options));
}

/** The register is published in UTF-8, and was long in the encoding of Windows, which spreadsheets still write. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
