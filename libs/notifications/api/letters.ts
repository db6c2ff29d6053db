import { readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Letter } from '#kernel/api';
import type { LetterWords } from '#kernel/domain';

const template = (name: string) =>
  Handlebars.compile(readFileSync(path.join(import.meta.dirname, 'templates', name), 'utf8'), { strict: true });
const text = template('letter.text.hbs');
const html = template('letter.html.hbs');

/** The e-mail to a person, leading to an address of the product. @param lines what it counts, between its first paragraph and the others */
export function compose(said: LetterWords, to: Letter['to'], messageId: string, link: string, lines: readonly string[] = []): Letter {
  const [first = '', ...others] = said.paragraphs;
  const words = { ...said, paragraphs: [first, ...lines.map((line) => `– ${line}`), ...others], link };
  return { messageId, to, subject: words.subject, text: text(words), html: html(words) };
}
