import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SendingState } from '#notifications/domain';

/** One e-mail to one person about one act. Its state is what the rules of the domain say, and is committed before anything leaves. */
@Entity('notification')
export class Notification {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** The name of its letter, as a capability declares it. */
  @Column('text') kind!: string;
  /** Null for what is told of a centre or of a person: its entry says which. */
  @Column('uuid', { nullable: true }) enrolmentId!: string | null;
  /** Null while there is nobody to tell (`nobody`). */
  @Column('uuid', { nullable: true }) personId!: string | null;
  /** The journal's entry that it tells of. */
  @Column('bigint') entryId!: string;
  @Column('text') messageId!: string;
  @Column('text') state!: SendingState;
  @Column('int') attempts!: number;
  @Column('int') doubts!: number;
  @Column('timestamptz', { nullable: true }) leaseUntil!: Date | null;
  @Column('timestamptz', { nullable: true }) finishingAt!: Date | null;
  @Column('timestamptz', { nullable: true }) repeatedAt!: Date | null;
  @Column('timestamptz') nextAt!: Date;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) settledAt!: Date | null;
  /** A person saw to it: it asks for nothing more. */
  @Column('timestamptz', { nullable: true }) seenAt!: Date | null;
  @Column('uuid', { nullable: true }) seenBy!: string | null;
}
