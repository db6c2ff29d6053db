import type { CalculatedItem, NumberItem } from '#protocols/domain';
import { bare, unconditional, type Field } from './field.js';

/** Beyond this number of answers, a number is typed rather than chosen. */
const CHOICES = 11;

export const int: Field<NumberItem> = {
  control: () => 'typed',
  keys: '',
  box: { keyboard: () => 'numeric', width: () => 'w-number' },
  choices: ({ min, max }) =>
    min === undefined || max === undefined || max - min >= CHOICES
      ? undefined
      : Array.from({ length: max - min + 1 }, (_, step) => ({ value: min + step, label: String(min + step) })),
  alone: unconditional,
};

export const dec: Field<NumberItem> = {
  control: () => 'typed',
  keys: '',
  box: { keyboard: () => 'decimal', width: () => 'w-number' },
  alone: unconditional,
};

export const calc: Field<CalculatedItem> = {
  control: () => 'words',
  keys: '',
  alone: (item) => ({ ...bare(item), type: item.result, ...(item.unit !== undefined && { unit: item.unit }) }),
};
