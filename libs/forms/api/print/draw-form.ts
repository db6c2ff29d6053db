import { readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { PDF_FONT_SOURCE, PDF_FONT_STYLE, type PdfPage } from '#kernel/api';
import type { PaperSection } from './paper.js';

/** A signature's box: without `at`, it waits for its signer. */
export interface PaperSignature {
  /** French: « Prescripteur », « Pharmacien ». */
  readonly role: string;
  readonly meaning: string;
  readonly name?: string;
  readonly rpps?: string;
  readonly centre?: string;
  /** In words, with its zone. */
  readonly at?: string;
  readonly hash?: string;
}

/** All that stands on the paper, in words. */
export interface FormPaper {
  readonly title: string;
  readonly medicine: string;
  readonly inn: string;
  readonly indication: string;
  readonly holder: string;
  readonly protocol: { readonly title: string; readonly code: string; readonly version: number };
  readonly demonstration: boolean;
  readonly number?: string;
  /** « Demande : accès accordé », « Saisie en cours »… */
  readonly state: string;
  readonly patient: string;
  readonly centre: { readonly id: string; readonly name: string };
  /** « [B] : saisi par CHU de Lyon », where several centres entered answers; absent else. */
  readonly provenance?: string;
  readonly sections: readonly PaperSection[];
  readonly signatures: readonly PaperSignature[];
  readonly printedBy: string;
  readonly printedAt: string;
}

const handlebars = Handlebars.create();
handlebars.registerHelper('isNone', (cell: unknown) => cell === undefined);

const template = handlebars.compile<FormPaper & { complete: boolean; hatched: boolean; fontStyle: string; fontSource: string }>(
  readFileSync(path.join(import.meta.dirname, 'templates/form.html.hbs'), 'utf8'),
);
const foot = handlebars.compile<FormPaper>(`
  <div style="width:100%;padding:0 16mm;display:flex;justify-content:space-between;gap:6mm;font:7pt 'Liberation Sans','Open Sans',Arial,sans-serif;color:#000">
    <span>{{title}} – {{medicine}}{{#if number}} – N° {{number}}{{/if}}{{#if demonstration}} – démonstration{{/if}}</span>
    <span>Imprimé le {{printedAt}}</span>
    <span>Page <span class="pageNumber"></span>/<span class="totalPages"></span></span>
  </div>`);

/** The pages of a form, black on white, to be read without colour. */
export function drawForm(paper: FormPaper): PdfPage {
  const complete = paper.signatures.every(({ at }) => at !== undefined);
  return {
    html: template({ ...paper, complete, hatched: hasHatched(paper), fontStyle: PDF_FONT_STYLE, fontSource: PDF_FONT_SOURCE }),
    footer: foot(paper),
  };
}

/** Whether a question does not apply to some row: only then is hatching explained. */
function hasHatched({ sections }: FormPaper): boolean {
  const blocks = sections.flatMap((section) => section.blocks);
  return blocks.some((block) => 'table' in block && block.table.rows.some(({ cells }) => cells.includes(undefined)));
}

/** `22 novembre 2026 à 16 h 38 (UTC+1)`, where the centre is. */
export function frenchInstant(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const day = part('day') === '1' ? '1er' : part('day');
  return `${day} ${part('month')} ${part('year')} à ${part('hour')}\u00a0h\u00a0${part('minute')} (${part('timeZoneName')})`;
}
