import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { ReadGrant } from './readings/read-grant.entity.js';
import { AccessReview } from './review/access-review.entity.js';
import type { DesignationKind } from './access-rights.messages.js';

/** A FAT that a prescriber signed: the request that opens the authorisation to them in that centre (charter C5.1, C5.8). */
@Entity('access_request')
export class AccessRequest {
  @PrimaryColumn('uuid') enrolmentId!: string;
  @PrimaryColumn('uuid') personId!: string;
  @Column('text') centreId!: string;
  @Column('uuid') authorisationId!: string;
  @Column('timestamptz') madeAt!: Date;
  /** False once the request was cancelled before it was ever sent. */
  @Column('boolean') live!: boolean;
}

/** A named person to whom a colleague opened an authorisation in their centre (charter C5.1, C5.4). */
@Entity('designation')
export class Designation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') kind!: DesignationKind;
  @Column('uuid') authorisationId!: string;
  @Column('text') centreId!: string;
  @Column('uuid') designeeId!: string;
  @Column('uuid') designatorId!: string;
  /** Days where the centre is; the last one is included. */
  @Column('date') startsOn!: string;
  @Column('date') endsOn!: string;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('uuid', { nullable: true }) withdrawnBy!: string | null;
  @Column('int') stateVersion!: number;
}

/** An authorisation that an account of the operator's side is assigned. */
@Entity('staff_scope')
export class StaffScope {
  @PrimaryColumn('uuid') personId!: string;
  @PrimaryColumn('uuid') authorisationId!: string;
}

/** All of them, for the database's declaration. */
export const accessRightsEntities = [AccessRequest, AccessReview, Designation, ReadGrant, StaffScope];
