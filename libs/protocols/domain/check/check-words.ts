import { hasUnprintable, isBlank, withoutInvisible } from '#kernel/domain';
import type { CodeListEntry, Protocol } from '../language/language.js';
import { problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';

/** Texts that no one could read on a screen: wherever they stand in the document. */
export function checkWords(protocol: Protocol): readonly ProtocolProblem[] {
  return unreadable(protocol, []);
}

function unreadable(content: unknown, path: Path): readonly ProtocolProblem[] {
  if (typeof content === 'string') {
    if (hasUnprintable(content)) return [problemAt(path, { code: 'unprintable' })];
    return isBlank(content) ? [problemAt(path, { code: path.at(-1) === 'place' ? 'place-missing' : 'blank-text' })] : [];
  }
  if (Array.isArray(content)) return content.flatMap((each, index) => unreadable(each, [...path, index]));
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, each]) => unreadable(each, [...path, name]));
}

/** Choices that read the same cannot be told apart by who answers. */
export function checkLabels(entries: readonly CodeListEntry[], path: Path): readonly ProtocolProblem[] {
  const taken = new Map<string, string>();
  return entries.flatMap(({ code, label }, index) => {
    const read = withoutInvisible(label.normalize('NFKC')).replace(/\s+/g, ' ').trim().toLowerCase();
    const other = taken.get(read);
    taken.set(read, other ?? code);
    return other === undefined ? [] : [problemAt([...path, index, 'label'], { code: 'duplicate-label', params: { code, other, label } })];
  });
}
