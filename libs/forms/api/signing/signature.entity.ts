import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Proof } from '#identity/api';
import type { Signer } from '#patients/domain';

/** A signature binds who, in which role, when, what it means and the hash of what was signed. A later change voids it; nothing removes it. */
@Entity('signature')
export class Signature {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') formId!: string;
  @Column('text') role!: Signer;
  @Column('uuid') personId!: string;
  @Column('text') personName!: string;
  @Column('text', { nullable: true }) rpps!: string | null;
  @Column('text') centreId!: string;
  @Column('text') meaning!: string;
  @Column('int') contentVersion!: number;
  @Column('text') contentHash!: string;
  /** The day where the centre was: `today` in what was hashed, without which the hash could not be computed again. */
  @Column('date') signedDay!: string;
  @Column('timestamptz') signedAt!: Date;
  /** How the provider had just recognised the person; null of what was signed before it was kept. */
  @Column('jsonb', { nullable: true }) proof!: Proof | null;
  @Column('timestamptz', { nullable: true }) voidedAt!: Date | null;
  @Column('uuid', { nullable: true }) voidedBy!: string | null;
}
