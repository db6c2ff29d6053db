import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Signer } from '#patients/domain';

/** The will to sign one content, once, confirmed by authenticating afresh. */
@Entity('signing_intent')
export class SigningIntent {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') formId!: string;
  @Column('text') role!: Signer;
  @Column('uuid') personId!: string;
  @Column('text') sessionId!: string;
  @Column('text') contentHash!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
