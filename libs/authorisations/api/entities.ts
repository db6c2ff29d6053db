import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Turn } from '#authorisations/domain';
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
  /** Before the first of its turns: what holds on a day is told by `onDay` alone. */
  @Column('text', { name: 'kind' }) firstKind!: AuthorisationKind;
  @Column('text') medicine!: string;
  @Column('text') inn!: string;
  @Column('text') indication!: string;
  @Column('text', { array: true }) ucdCodes!: string[];
  /** The protocol whose latest version new forms are made from. */
  @Column('text') protocolCode!: string;
  /** Before the first of its turns, as `firstKind`. */
  @Column('text', { name: 'status' }) firstStatus!: AuthorisationStatus;
  /** The days on which its status and its kind turn, as its decisions say (`turnsOf`). */
  @Column('jsonb') turns!: readonly Turn[];
  /** By which the indication is known where early access is declared. */
  @Column('text', { nullable: true }) indicationCode!: string | null;
  @Column('date') grantedOn!: string;
  /** The last day of its present period, or the day of its end. */
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
