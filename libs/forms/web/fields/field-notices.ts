import { advice, say, type Env, type Form, type Values } from '#protocols/domain';

/** What is odd without being forbidden, at the field that it is told at. */
export function noticesByKey(form: Form, values: Values, env: Env): ReadonlyMap<string, string> {
  const byKey = new Map<string, string>();
  for (const { items, says } of advice(form, values, env)) {
    const key = items[0] ?? '';
    byKey.set(key, [byKey.get(key), say(says)].filter(Boolean).join('\n'));
  }
  return byKey;
}
