import { own } from '#kernel/domain';
import type { FieldView } from './drawing.js';

/** Whether nothing of a field changed: it then stays the same object, and is not drawn again. */
export function isSame(a: FieldView, b: FieldView): boolean {
  const [one, other] = [a, b] as unknown as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys({ ...one, ...other }).every((name) => {
    const [before, after] = [own(one, name), own(other, name)];
    return before === after || (name !== 'item' && JSON.stringify(before) === JSON.stringify(after));
  });
}
