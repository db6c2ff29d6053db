import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The yearly review of who has access in a centre: when it is due, and what the last one came to (charter C5.7). */
@Entity('access_review')
export class AccessReview {
  @PrimaryColumn('text') centreId!: string;
  /** Days where the centre is. */
  @Column('date') dueOn!: string;
  /** When those who do it were told last. */
  @Column('date', { nullable: true }) toldOn!: string | null;
  @Column('timestamptz', { nullable: true }) doneAt!: Date | null;
  @Column('uuid', { nullable: true }) doneBy!: string | null;
  @Column('int') kept!: number;
  @Column('int') withdrawn!: number;
  @Column('int') flagged!: number;
  @Column('int') departed!: number;
  @Column('int') stateVersion!: number;
}
