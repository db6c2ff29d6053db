import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ReadGrantState } from '#access-rights/domain';

/** The reading of one file by a pharmacist of another centre (charter C9.2). */
@Entity('read_grant')
export class ReadGrant {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') enrolmentId!: string;
  @Column('uuid') authorisationId!: string;
  /** The centre that was asked: the grant is its own. */
  @Column('text') centreId!: string;
  @Column('uuid') askerId!: string;
  @Column('text') askerCentreId!: string;
  @Column('text') why!: string;
  @Column('timestamptz') askedAt!: Date;
  /** As it was written: what ended by its day is said by the day (`readGrantOn`). */
  @Column('text') state!: ReadGrantState;
  @Column('date', { nullable: true }) untilDay!: string | null;
  @Column('uuid', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) decisionReason!: string | null;
  @Column('int') stateVersion!: number;
}

/** One as others read it. `ReadGrants` alone writes it. */
export type KnownReadGrant = Readonly<ReadGrant>;
