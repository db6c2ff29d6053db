import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Protocol } from '#protocols/domain';

/** A version of a protocol: the document as read, and its source as written. Immutable. */
@Entity('protocol_version')
export class ProtocolVersion {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('int') version!: number;
  /** Of the source, in hexadecimal. */
  @Column('text') sha256!: string;
  @Column('jsonb') document!: Protocol;
  @Column('text') source!: string;
  @Column('timestamptz') importedAt!: Date;
}
