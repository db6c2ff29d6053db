import { declaredItems, isFilled, valueAt, type Form, type ReusedItem, type Values } from '#protocols/domain';
import type { Candidate } from './carried.js';

/** A form that was filled under the former authorisation. */
export interface FormerForm {
  readonly code: string;
  /** As people name it, with its visit. */
  readonly title: string;
  readonly rules: Form;
  /** Only the answers that apply. */
  readonly values: Values;
  /** The day on which it took place, where it says one. */
  readonly day?: string;
}

/**
 * What a compassionate access collected and the FAT of the early access takes up, as its PUT-SP says: the last answer to each field, and nothing where there is none. What the
 * FAT can hold of it is for `receivable`, whatever the versions of both have become.
 * @param forms in the order in which they were opened
 */
export function ofFormer(items: readonly ReusedItem[], forms: readonly FormerForm[]): readonly Candidate[] {
  return items.flatMap(({ form, item, to }): Candidate[] => {
    const [last] = forms
      .flatMap((each) => {
        const isDeclared = each.code === form && declaredItems(each.rules).some((found) => found.item.code === item && !found.group);
        const value = isDeclared ? valueAt(each.values, item) : undefined;
        return isFilled(value) && value !== undefined ? [{ each, value }] : [];
      })
      .toReversed()
      .sort((one, other) => ((one.each.day ?? '') < (other.each.day ?? '') ? 1 : (one.each.day ?? '') > (other.each.day ?? '') ? -1 : 0));
    if (!last) return [];
    const { title, day } = last.each;
    return [{ key: to, value: last.value, source: 'compassionate', form: title, item, ...(day && { day }) }];
  });
}
