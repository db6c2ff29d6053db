import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { TransferState } from '#transfers/domain';

/** A transfer of a patient from a centre to another one, and where it stands. */
@Entity('transfer')
export class Transfer {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') enrolmentId!: string;
  @Column('uuid') authorisationId!: string;
  @Column('text') fromCentreId!: string;
  @Column('text') toCentreId!: string;
  @Column('date') effectiveOn!: string;
  @Column('uuid') prescriberId!: string;
  /** On request of the centre that the patient leaves, or of the one that receives them. */
  @Column('text') askedBy!: 'from' | 'to';
  /** The temporary transfer that this one ends. */
  @Column('uuid', { nullable: true }) returnOf!: string | null;
  @Column('text') state!: TransferState;
  /** Whether it made the access request of its prescriber, who had none there. */
  @Column('boolean') openedAccess!: boolean;
  /** Its entry in the journal of the file; null before it is done. */
  @Column('bigint', { nullable: true }) doneSeq!: string | null;
  @Column('uuid') madeBy!: string;
  @Column('timestamptz') madeAt!: Date;
  @Column('timestamptz', { nullable: true }) settledAt!: Date | null;
  @Column('int') stateVersion!: number;
}
