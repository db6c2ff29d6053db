import { checkValue, normaliseTyped, type Env, type Protocol, type Value } from '#protocols/domain';
import { scopeOf, type Drawing } from '../drawing/drawing.js';

export interface Prefilled {
  readonly key: string;
  readonly value: Value;
}

/**
 * Answers that the client may give from who is signed in and where, by the `prefill` words of the protocol: only in fields that
 * apply, that are empty, and that no one has ever answered. What would be wrong is left to the person.
 */
export function prefilled(
  drawing: Drawing,
  words: Readonly<Record<string, string>>,
  protocol: Pick<Protocol, 'codeLists'>,
  env: Env,
): readonly Prefilled[] {
  return [...drawing.fields.values()].flatMap(({ key, item, isMissing, mark }): Prefilled[] => {
    const word = typeof item.prefill === 'string' && Object.hasOwn(words, item.prefill) ? words[item.prefill] : undefined;
    if (!word || !isMissing || mark) return [];
    const scope = scopeOf(drawing, key, env);
    const typed = normaliseTyped(item, word, scope);
    if (!typed.ok || typed.value === undefined) return [];
    const fits = checkValue(item, typed.value, protocol.codeLists, scope) === null;
    return fits ? [{ key, value: typed.value }] : [];
  });
}
