/** Where an authorisation stands. A suspension is not an end (charter R4). */
export const AUTHORISATION_STATUSES = ['in-force', 'suspended', 'ended'] as const;
export type Status = (typeof AUTHORISATION_STATUSES)[number];

const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  'in-force': ['suspended', 'ended'],
  suspended: ['in-force', 'ended'],
  ended: [],
};

/** Whether an authorisation may go from one status to another: what ended stays so, a new one is another authorisation. */
export function mayBecome(from: Status, to: Status): boolean {
  return NEXT[from].includes(to);
}

/** Whether it may become anything else. */
export function mayChange(from: Status): boolean {
  return NEXT[from].length > 0;
}
