import type { Ctx } from '#kernel/api';

/** What lists of files need of their calendars, which stand floors above: `dashboards` provides it. */
export abstract class FollowUpCounts {
  /** How many fields are missing in the forms of each followed patient, begun, due or late, as far as this person sees them. */
  abstract missing(ctx: Ctx, enrolmentIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
