import 'reflect-metadata';
import type { ProblemItem } from './problem.js';

/** How a property's texts are judged: on one line unless said otherwise. */
const KIND = Symbol('kind of text');
type Kind = 'lines' | 'elsewhere';

const kind =
  (of: Kind): PropertyDecorator =>
  (target, property) =>
    Reflect.defineMetadata(KIND, of, target, property);

/** A text that people write on several lines. */
export const SeveralLines = (): PropertyDecorator => kind('lines');

/** What is judged where its meaning is known: an answer, by the protocol's item. */
export const JudgedElsewhere = (): PropertyDecorator => kind('elsewhere');

// Half a character (a lone surrogate) and NUL: PostgreSQL keeps neither. The other control characters: no one types them.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NEVER = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;
const NOT_ON_A_LINE = /[\t\n\r]/;

/** The texts of a message that can neither be kept nor read, each by its path. */
export function unreadableTexts(message: unknown, path = '', of?: Kind): ProblemItem[] {
  if (of === 'elsewhere') return [];
  if (typeof message === 'string') {
    if (NEVER.test(message)) return [{ path, message: 'Ce texte contient un caractère qui ne s’imprime pas. Saisissez-le à nouveau.' }];
    return of !== 'lines' && NOT_ON_A_LINE.test(message) ? [{ path, message: 'Ce texte tient sur une seule ligne.' }] : [];
  }
  if (typeof message !== 'object' || message === null) return [];
  return Object.entries(message).flatMap(([name, each]) =>
    unreadableTexts(each, path ? `${path}.${name}` : name, Reflect.getMetadata(KIND, message, name) as Kind | undefined),
  );
}
