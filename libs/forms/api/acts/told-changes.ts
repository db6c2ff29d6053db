import { say, type ToldChange, type WrittenChange } from '#forms/domain';

/** Changes as the journal keeps them: what is said of each in words, after the reason that its author gave. */
export function inWords(changes: readonly ToldChange[]): readonly WrittenChange[] {
  return changes.map(({ says, ...change }) =>
    says ? { ...change, reason: [change.reason, say(says)].filter(Boolean).join(' – ') } : change,
  );
}
