import { StreamableFile } from '@nestjs/common';
import { withoutAccents } from '#kernel/domain';

/** A document, and what it is called, without its ending. */
export interface PdfFile {
  readonly bytes: Buffer;
  readonly name: string;
}

/** As it is sent: shown by the browser, and saved under its name. */
export function pdfFile({ bytes, name }: PdfFile): StreamableFile {
  return new StreamableFile(bytes, { type: 'application/pdf', disposition: `inline; filename="${name}.pdf"`, length: bytes.length });
}

/** A text as a part of the name of a file: `ENHERTU 100 mg` gives `ENHERTU-100-mg`. */
export function inFileName(text: string): string {
  return withoutAccents(text).replace(/[^A-Za-z0-9]+/g, '-');
}
