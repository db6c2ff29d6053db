import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';

type Path = readonly (string | number)[];

/** Where in the file a path stands, from 1; as far as the file goes when it ends before the path. With `onKey`, where its name is written. */
export function positionOf(document: Document.Parsed, lines: LineCounter, path: Path, onKey: boolean): { line: number; column: number } {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    // An alias is shown where it is used: that is the place to look at first.
    const place: Node | null | undefined = isAlias(node) ? node.resolve(document) : node;
    const { key, value } = childOf(place, step);
    const shown = onKey && index === path.length - 1 ? key : (value ?? key);
    if (!shown) break;
    if (!isAlias(node)) offset = shown.range?.[0] ?? offset;
    node = value;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function childOf(node: Node | null | undefined, step: string | number): { key: Node | null; value: Node | null } {
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return { key: null, value: isNode(value) ? value : null };
  }
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : undefined;
  return { key: isNode(pair?.key) ? pair.key : null, value: isNode(pair?.value) ? pair.value : null };
}
