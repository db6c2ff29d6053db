import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Reason } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';

export type ReviewMark = 'read' | 'verified';

/** Who read or verified a form, and whether a value changed since. */
export class ReviewMarkView {
  mark!: ReviewMark;
  at!: string;
  byName!: string;
  /** « à relire »: an answer changed after the mark. */
  stale!: boolean;
}

/** A form that nobody types in until the lock is lifted (charter C12.5). */
export class LockView {
  at!: string;
  byName!: string;
  reason!: string;
  /** The centre asked for it to be lifted. */
  unlockAsked?: UnlockAskedView;
  /** It was asked, and refused: the latest time. It may be asked again. */
  unlockRefused?: UnlockRefusedView;
}

export class UnlockAskedView {
  at!: string;
  byName!: string;
  reason!: string;
}

export class UnlockRefusedView {
  at!: string;
  byName!: string;
  reason!: string;
}

/** Which content was read: the mark is of that. */
export class MarkReviewed {
  @IsInt({ message: 'Indiquez la version lue de la fiche.' })
  @Min(0, { message: 'Indiquez la version lue de la fiche.' })
  @Max(2_147_483_647, { message: 'Cette version n’existe pas\u00a0: relisez la fiche.' })
  contentVersion!: number;
}

export class GiveLockReason {
  @Reason(...endsOf(LIMITS.reason))
  reason!: string;
}

export class LockForm extends GiveLockReason {
  /** The person was told that queries are in progress on it, and locks it all the same. */
  @IsOptional()
  @IsBoolean({ message: 'Indiquez true ou false.' })
  despiteQueries?: boolean;
}
