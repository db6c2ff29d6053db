import { withoutInvisible } from '#kernel/domain';
import { kindOf } from '../kinds/index.js';
import { ok, type Understood } from '../kinds/understood.js';
import type { Item } from '../language/language.js';
import type { Scope } from '../rules/rule-scope.js';

/** What someone typed, in the one shape values have; `undefined` when the field was emptied. */
export type Normalised = Understood;

/**
 * Understands what people type: `70,5`, `0311`, `3/2024`, `dupont`. It says no only when nothing can be made of it; whether the
 * value may stand is for `checkValue`.
 */
export function normaliseTyped(item: Item, typed: string, scope: Scope): Normalised {
  const text = withoutInvisible(typed.normalize('NFC')).trim();
  return text === '' ? ok(undefined) : kindOf(item).understand(item, text, scope);
}
