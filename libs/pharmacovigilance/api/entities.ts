import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Seriousness } from '#pharmacovigilance/domain';

/** What is declared: an adverse effect or a special situation. */
export type CaseKind = 'EI' | 'SP';

/** A declaration and those that complete it. */
@Entity('pv_case')
export class Case {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') enrolmentId!: string;
  @Column('text') kind!: CaseKind;
  @Column('text') formCode!: string;
  /** Where it was declared. */
  @Column('text') centreId!: string;
  @Column('int') stateVersion!: number;
  /** The nearest last day of its declarations that are not transmitted; null when all are. */
  @Column('date', { nullable: true }) openDueOn!: string | null;
  /** The nearest last day of those that nobody has taken in charge; null when all are. */
  @Column('date', { nullable: true }) unreadDueOn!: string | null;
  @Column('timestamptz') lastReceivedAt!: Date;
}

/** One form of a case. */
@Entity('pv_declaration')
export class Declaration {
  @PrimaryColumn('uuid') formId!: string;
  @Column('uuid') caseId!: string;
  /** 1 for the first, then one more for each that completes it. */
  @Column('int') version!: number;
  /** Day 0: its first save, by the server's clock. Null while it was only opened. It never moves. */
  @Column('timestamptz', { nullable: true }) receivedAt!: Date | null;
  @Column('text') serious!: Seriousness;
  @Column('timestamptz', { nullable: true }) acknowledgedAt!: Date | null;
  @Column('uuid', { nullable: true }) acknowledgedBy!: string | null;
  /** The content that was read then. */
  @Column('int', { nullable: true }) acknowledgedContent!: number | null;
  /** The day on which it was transmitted, and to whom: all of these, or none. It stops the clock. */
  @Column('date', { nullable: true }) transmittedOn!: string | null;
  @Column('text', { nullable: true }) transmittedTo!: string | null;
  @Column('uuid', { nullable: true }) transmittedBy!: string | null;
  @Column('timestamptz', { nullable: true }) transmittedAt!: Date | null;
  @Column('int', { nullable: true }) transmittedContent!: number | null;
}

/** A verbatim coded by pharmacovigilance. */
@Entity('pv_coding')
export class Coding {
  @PrimaryColumn('uuid') formId!: string;
  @PrimaryColumn('text') item!: string;
  @Column('text') lltCode!: string;
  @Column('text') lltName!: string;
  @Column('text') ptCode!: string;
  @Column('text') ptName!: string;
  @Column('text') socName!: string;
  @Column('text') dictionary!: string;
  /** The mark of the verbatim that was coded: another one since means that it was typed again. */
  @Column('int') valueSeq!: number;
  @Column('uuid') codedBy!: string;
  @Column('timestamptz') codedAt!: Date;
}

/** What a declaration says of its transmission before it is made, and once it is taken back. */
export const NOT_TRANSMITTED = {
  transmittedOn: null,
  transmittedTo: null,
  transmittedBy: null,
  transmittedAt: null,
  transmittedContent: null,
} as const;

/** A declaration whose day 0 is there. */
export type Received = Declaration & { readonly receivedAt: Date };

export function isReceived(declaration: Declaration): declaration is Received {
  return declaration.receivedAt !== null;
}
