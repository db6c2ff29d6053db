import { own } from '#kernel/domain';
import type { MissingReason, Value, Values } from './language.js';

/** The value at that key. Never what an object inherits: an item may be called `constructor`. */
export function valueAt(values: Values, key: string): Value | undefined {
  return own(values, key);
}

/** The reason why there is no value, when that is what was answered. */
export function missingReason(value: Value | undefined): MissingReason | undefined {
  return typeof value === 'object' && 'missing' in value ? value.missing : undefined;
}

/** Whether this tells something of the patient: not absent, not empty, not a reason for being missing. */
export function isFilled(value: Value | undefined): value is Exclude<Value, { missing: MissingReason }> {
  return value !== undefined && value !== '' && missingReason(value) === undefined && !(Array.isArray(value) && value.length === 0);
}
