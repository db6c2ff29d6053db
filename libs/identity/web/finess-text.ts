import { parse } from 'csv-parse/browser/esm/sync';
import { FINESS_CSV, finessText, readFinessFile, type FinessFile } from '#identity/domain';

/** What was chosen, read here: the whole register is large, and only its hospitals are sent. @throws Error when it is no text that can be read. */
export async function readFiness(file: Blob): Promise<FinessFile> {
  const bytes = await file.arrayBuffer();
  return readFinessFile(
    parse(
      finessText((encoding) => new TextDecoder(encoding, { fatal: true }).decode(bytes)),
      FINESS_CSV,
    ),
  );
}
