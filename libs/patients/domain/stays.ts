/** The time during which a centre follows a patient: from that day on, until that day included; until now where it has no end. Two may begin on one day: the second has it. */
export interface Stay {
  readonly centreId: string;
  readonly fromDay: string;
  readonly toDay?: string;
}

/**
 * The centre in charge of a visit of that day (charter C10.2, C10.5): the one that followed the patient then; before the first stay, that of the first.
 * @param stays in the order of their days
 */
export function inChargeOn(stays: readonly Stay[], day: string): string | undefined {
  return (stays.findLast(({ fromDay }) => fromDay <= day) ?? stays[0])?.centreId;
}

/** The centres that a patient left, each once, the one that follows them now left out. */
export function formerCentres(stays: readonly Stay[]): readonly string[] {
  const current = stays.at(-1)?.centreId;
  return [...new Set(stays.map(({ centreId }) => centreId))].filter((id) => id !== current);
}
