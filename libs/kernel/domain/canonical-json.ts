/**
 * One text for one content: keys sorted by code unit, no spaces, nothing undefined. It is what hashes are taken of, so that
 * two machines, and jsonb between them, agree.
 */
export function canonicalJson(content: unknown): string {
  if (Array.isArray(content)) return `[${content.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (content === null || typeof content !== 'object') return JSON.stringify(content ?? null);
  const entries = Object.entries(content).filter(([, value]) => value !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`).join(',')}}`;
}
