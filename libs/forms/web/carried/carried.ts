import type { FormView } from '#api-client';
import type { Drawing } from '../drawing/drawing.js';
import type { Change } from '../saving/ledger.js';

/** What was answered there confirmed or corrected what was carried, on the server too; what stood in a row that was taken away went with it. */
export function withoutCarried(form: FormView, changes: readonly Change[]): FormView {
  const settled = (key: string) => changes.some(({ item, value }) => item === key || (value === undefined && key.startsWith(`${item}/`)));
  const left = Object.entries(form.carried).filter(([key]) => !settled(key));
  return left.length === Object.keys(form.carried).length ? form : { ...form, carried: Object.fromEntries(left) };
}

/** Fields in which a value stands to be confirmed, in reading order. */
export function carriedKeys(drawing: Drawing | undefined): readonly string[] {
  return [...(drawing?.fields.values() ?? [])].flatMap(({ key, carried }) => (carried ? [key] : []));
}

/** The one that comes after, else the first one that is left. */
export function nextCarried(drawing: Drawing | undefined, key: string): string | undefined {
  const keys = carriedKeys(drawing);
  return keys[keys.indexOf(key) + 1] ?? keys.find((each) => each !== key);
}
