import { own } from '#kernel/domain';
/** Version and provenance of one value: the sequence of the journal's entry that wrote it, and the centre. */
export type Mark = readonly [seq: number, centreId: string];

/** By item key. An answer taken away keeps its mark: taking away is a version too. */
export type Marks = Readonly<Record<string, Mark>>;

/**
 * The version of what stands at a key: 0 for nothing. A row is as recent as the latest answer in it, so that removing a row is
 * based on all of its answers, and never takes away one that was not seen.
 */
export function versionAt(sequences: Readonly<Record<string, number>>, key: string): number {
  const within = Object.keys(sequences).filter((each) => each === key || each.startsWith(`${key}/`));
  return Math.max(0, ...within.map((each) => own(sequences, each) ?? 0));
}

/** The sequences of marks, by item key. */
export function sequencesOf(marks: Marks): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(marks).map(([key, [seq]]) => [key, seq]));
}

/** The version of the latest of all answers; 0 when there is none. */
export function latestOf(marks: Marks): number {
  return Math.max(0, ...Object.values(marks).map(([seq]) => seq));
}
