import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewMark } from './review.messages.js';

/** That someone read or verified a form, in the content it had then. */
@Entity('form_review')
export class FormReview {
  @PrimaryColumn('uuid') formId!: string;
  @PrimaryColumn('text') mark!: ReviewMark;
  @Column('int') contentVersion!: number;
  @Column('timestamptz') at!: Date;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
}

/** While it is there, nobody types in the form (charter C12.5). */
@Entity('form_lock')
export class FormLock {
  @PrimaryColumn('uuid') formId!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  @Column('text') reason!: string;
  @Column('timestamptz', { nullable: true }) unlockAskedAt!: Date | null;
  @Column('uuid', { nullable: true }) unlockAskedId!: string | null;
  @Column('text') unlockAskedName!: string;
  @Column('text') unlockReason!: string;
  /** The latest refusal: it stands beside the lock, and does not prevent from asking again. */
  @Column('timestamptz', { nullable: true }) unlockRefusedAt!: Date | null;
  @Column('uuid', { nullable: true }) unlockRefusedId!: string | null;
  @Column('text') unlockRefusedName!: string;
  @Column('text') unlockRefusal!: string;
}
