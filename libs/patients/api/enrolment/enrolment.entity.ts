import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Awaited, Ground, RequestState } from '#patients/domain';

/** A patient under an authorisation. Made with the draft of its FAT, it is the request itself; its number comes with the favourable opinion, or with its signature where none is asked for. */
@Entity('enrolment')
export class Enrolment {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') patientId!: string;
  @Column('uuid') authorisationId!: string;
  @Column('text') centreId!: string;
  @Column('text', { array: true }) formerCentreIds!: string[];
  /** Who started it. */
  @Column('uuid') authorId!: string;
  /** Who is asked to make the request by signing (charter C5.8). */
  @Column('uuid') prescriberId!: string;
  /** On what it opens, as its authorisation said when it began (charter R7). */
  @Column('text') ground!: Ground;
  @Column('text') state!: RequestState;
  @Column('text', { array: true }) awaits!: Awaited[];
  @Column('timestamptz') awaitsSince!: Date;
  @Column('text', { nullable: true }) registrationNumber!: string | null;
  @Column('text', { nullable: true }) decisionReason!: string | null;
  @Column('timestamptz', { nullable: true }) firstSentAt!: Date | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  /** The day, where the patient is followed, from which the follow-up goes on under another authorisation (charter C8.3). */
  @Column('date', { nullable: true }) continuedOn!: string | null;
  @Column('int') stateVersion!: number;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') changedAt!: Date;
}
