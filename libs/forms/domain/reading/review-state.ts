/** Where the operator's reading of a form stands: `stale` once an answer changed after every mark. */
export type ReviewState = 'read' | 'verified' | 'stale';

interface Mark {
  readonly mark: 'read' | 'verified';
  readonly stale: boolean;
}

/** What the marks of a form say together, those of its present content first; nothing while nobody read it. */
export function reviewState(marks: readonly Mark[]): ReviewState | undefined {
  const current = marks.filter(({ stale }) => !stale);
  if (current.some(({ mark }) => mark === 'verified')) return 'verified';
  if (current.length > 0) return 'read';
  return marks.length > 0 ? 'stale' : undefined;
}
