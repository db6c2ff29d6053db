import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { HospitalRole, Provider } from '#identity/domain';
import type { StaffRole } from './identity.messages.js';

/** Someone, whichever providers know them. */
@Entity('person')
export class Person {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') familyName!: string;
  @Column('text') givenName!: string;
  /** Empty when no provider gave one. */
  @Column('text') email!: string;
  @Column('text', { nullable: true }) rpps!: string | null;
}

/** By which a provider knows a person. */
@Entity('identity')
export class Identity {
  @PrimaryColumn('text') provider!: Provider;
  @PrimaryColumn('text') subject!: string;
  @Column('uuid') personId!: string;
}

/** A health establishment; its id is its FINESS number. */
@Entity('centre')
export class Centre {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  @Column('text') legalId!: string;
  /** Time zone: today is the day where the centre is. */
  @Column('text') zone!: string;
}

/** A person in a centre, in one role. Inactive once the provider tells it no more. */
@Entity('profile')
export class Profile {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') personId!: string;
  @Column('text') centreId!: string;
  @Column('text') role!: HospitalRole;
  @Column('boolean') active!: boolean;
}

/** The account of someone of the holder's or the operator's side. */
@Entity('staff')
export class Staff {
  @PrimaryColumn('uuid') personId!: string;
  @Column('text') role!: StaffRole;
  @Column('text', { nullable: true }) holderId!: string | null;
  @Column('boolean') active!: boolean;
  @Column('int') stateVersion!: number;
}

/** All of them, for the database's declaration. */
export const identityEntities = [Person, Identity, Centre, Profile, Staff];
