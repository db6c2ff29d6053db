import { hasUnprintable, isBlank, withoutInvisible } from '#kernel/domain';
import { quoted } from '../language/french.js';
import type { CodeListEntry, Protocol } from '../language/language.js';
import { problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';

/** Texts that no one could read on a screen: wherever they stand in the document. */
export function checkWords(protocol: Protocol): readonly ProtocolProblem[] {
  return unreadable(protocol, []);
}

function unreadable(content: unknown, path: Path): readonly ProtocolProblem[] {
  if (typeof content === 'string') {
    if (hasUnprintable(content))
      return [problemAt(path, 'unprintable', 'Ce texte contient un caractère qui ne s’imprime pas.', 'Retapez ce texte.')];
    return isBlank(content) ? [path.at(-1) === 'place' ? noPlace(path) : blank(path)] : [];
  }
  if (Array.isArray(content)) return content.flatMap((each, index) => unreadable(each, [...path, index]));
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, each]) => unreadable(each, [...path, name]));
}

function blank(path: Path): ProtocolProblem {
  return problemAt(path, 'blank-text', 'Ce texte est vide ou invisible.', 'Écrivez les mots que l’on lira, ou retirez la propriété.');
}

function noPlace(path: Path): ProtocolProblem {
  return problemAt(
    path,
    'place-missing',
    'Ceci ne dit pas sa place dans le PUT (charte, C1.1).',
    'Indiquez par exemple « Annexe 1, FAT, rubrique Patient ».',
  );
}

/** Choices that read the same cannot be told apart by who answers. */
export function checkLabels(entries: readonly CodeListEntry[], path: Path): readonly ProtocolProblem[] {
  const taken = new Map<string, string>();
  return entries.flatMap(({ code, label }, index) => {
    const read = withoutInvisible(label.normalize('NFKC')).replace(/\s+/g, ' ').trim().toLowerCase();
    const other = taken.get(read);
    taken.set(read, other ?? code);
    return other === undefined
      ? []
      : [
          problemAt(
            [...path, index, 'label'],
            'duplicate-label',
            `Les codes ${quoted(other)} et ${quoted(code)} se lisent de la même façon\u00a0: ${quoted(label)}.`,
            'Donnez à chaque réponse un libellé différent.',
          ),
        ];
  });
}
