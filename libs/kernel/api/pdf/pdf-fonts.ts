import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the pages that we draw find our fonts: a name that is nowhere, answered by us alone. */
const ORIGIN = 'https://fonts.passerelle.invalid';

/**
 * Latin, Cyrillic, Greek, Chinese and Japanese; what is rarer of the Greek and the Cyrillic; signs and emoji, without colour as the paper is. The
 * first that has a character draws it. Inter is not the first: it draws U+2019 and U+02BC alike, so that text copied from the paper had the other one.
 */
const FONTS = [
  { folder: 'noto-sans-sc', sheet: '@fontsource-variable/noto-sans-sc/wght.css' },
  { folder: 'inter', sheet: '@fontsource-variable/inter/wght.css' },
  { folder: 'noto-emoji', sheet: '@fontsource/noto-emoji/400.css' },
] as const;

const { resolve } = createRequire(import.meta.url);
const sheets = FONTS.map(({ folder, sheet }) => ({ folder, file: resolve(sheet) }));

/** The fonts of the machine come last, for what none of ours has (superscripts beyond ³). */
const FAMILIES = "'Noto Sans SC Variable', 'Inter Variable', 'Noto Emoji', 'Liberation Sans', 'DejaVu Sans', sans-serif";

/**
 * Style that names our fonts, so that a paper is the same on every machine: `var(--paper-fonts)`. Chinese fonts draw an apostrophe as wide as a Chinese
 * character: the narrow one is asked for. It says which file has which characters; the
 * browser asks for those that it needs and for no other.
 */
export const PDF_FONT_STYLE = [
  ...sheets.map(({ folder, file }) => facesOf(folder, readFileSync(file, 'utf8'))),
  `:root { --paper-fonts: ${FAMILIES}; } :root * { font-feature-settings: 'palt', 'pwid'; }`,
].join('\n');

/** What a page must allow for them (Content-Security-Policy). */
export const PDF_FONT_SOURCE = ORIGIN;

/** The bytes of a font of ours by its address; undefined for any other address. */
export async function pdfFont(url: string): Promise<Buffer | undefined> {
  const [, folder, name] = /^https:\/\/fonts\.passerelle\.invalid\/([a-z-]+)\/([a-z0-9-]+\.woff2?)$/.exec(url) ?? [];
  const found = sheets.find((each) => each.folder === folder);
  if (!found || !name) return undefined;
  return readFile(path.join(path.dirname(found.file), 'files', name));
}

/** Drawn with its font or not at all: paper cannot be drawn again when a font comes late. */
function facesOf(folder: string, css: string): string {
  return css.replaceAll('./files/', `${ORIGIN}/${folder}/`).replaceAll('font-display: swap', 'font-display: block');
}
