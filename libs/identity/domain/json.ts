import { own } from '#kernel/domain';
/** Reading what a provider sent: nothing is believed to have a shape. */
export type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Trimmed; empty when it is no text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** What stands at a dotted path, `undefined` when a step is missing. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, step) => own(asObject(found), step), value);
}
