import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { AskedBy, QueryState } from '#queries/domain';
import type { QueryFilter, QueryMessageView } from './queries.messages.js';

/** A question about a patient, a form or a value, and where it stands. */
@Entity('query')
export class QueryRecord {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') enrolmentId!: string;
  @Column('uuid') authorisationId!: string;
  @Column('uuid', { nullable: true }) formId!: string | null;
  @Column('text') formCode!: string;
  @Column('text') formTitle!: string;
  /** Whether it is about the FAT, or a value of it. */
  @Column('boolean') onFat!: boolean;
  @Column('text') item!: string;
  @Column('text') itemLabel!: string;
  @Column('text') checkCode!: string;
  @Column('text') checkKey!: string;
  @Column('text') judged!: string;
  @Column('text') askedBy!: AskedBy;
  @Column('uuid', { nullable: true }) askerId!: string | null;
  @Column('text') askerName!: string;
  @Column('text') askerCentreId!: string;
  @Column('text') visitCentreId!: string;
  @Column('text') state!: QueryState;
  @Column('text') question!: string;
  @Column('text', { nullable: true }) valueThen!: string | null;
  @Column('text') valueThenCentre!: string;
  @Column('boolean') settledBySystem!: boolean;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz') changedAt!: Date;
  @Column('date', { nullable: true }) dueOn!: string | null;
  @Column('uuid', { nullable: true }) assigneeId!: string | null;
  @Column('timestamptz', { nullable: true }) remindedAt!: Date | null;
  @Column('int') version!: number;
}

/** One step of its thread. */
@Entity('query_message')
export class QueryMessage {
  @PrimaryColumn('uuid') queryId!: string;
  @PrimaryColumn('int') seq!: number;
  @Column('text') kind!: QueryMessageView['kind'];
  @Column('timestamptz') at!: Date;
  @Column('uuid', { nullable: true }) byId!: string | null;
  @Column('text') byName!: string;
  @Column('text') byRole!: string;
  @Column('text') centreId!: string;
  @Column('text', { nullable: true }) text!: string | null;
}

/** A filter that someone keeps. */
@Entity('query_filter')
export class SavedFilter {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') personId!: string;
  @Column('text') name!: string;
  @Column('jsonb') filter!: QueryFilter;
  @Column('timestamptz') savedAt!: Date;
}

/** Entities, for the database's declaration. */
export const queriesEntities = [QueryRecord, QueryMessage, SavedFilter];
