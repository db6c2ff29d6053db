import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { AuthorisationKind, AuthorisationStatus } from './authorisations.messages.js';

/** The company that holds authorisations. */
@Entity('holder')
export class Holder {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
}

/** Authorisations of one medicine, for several indications (charter C3.3). */
@Entity('authorisation_group')
export class AuthorisationGroup {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') access!: 'single' | 'separate';
}

/** An early or compassionate access authorisation: what may be asked for, and under which protocol. */
@Entity('authorisation')
export class Authorisation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('text') holderId!: string;
  @Column('uuid', { nullable: true }) groupId!: string | null;
  @Column('text') kind!: AuthorisationKind;
  @Column('text') medicine!: string;
  @Column('text') inn!: string;
  @Column('text') indication!: string;
  @Column('text', { array: true }) ucdCodes!: string[];
  /** The protocol whose latest version new forms are made from. */
  @Column('text') protocolCode!: string;
  @Column('text') status!: AuthorisationStatus;
  @Column('date') grantedOn!: string;
  @Column('date') endsOn!: string;
  @Column('int') stateVersion!: number;

  @ManyToOne(() => Holder)
  @JoinColumn({ name: 'holder_id' })
  holder!: Holder;

  @ManyToOne(() => AuthorisationGroup)
  @JoinColumn({ name: 'group_id' })
  group!: AuthorisationGroup | null;
}

/** All of them, for the database's declaration. */
export const authorisationsEntities = [Holder, AuthorisationGroup, Authorisation];
