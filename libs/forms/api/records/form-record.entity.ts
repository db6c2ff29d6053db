import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Carried, Marks } from '#forms/domain';
import type { KnownEnrolment } from '#patients/api';
import type { FormKind, Value } from '#protocols/domain';

/** One filled form. `values` and `marks` are one document each, by item key; the counts are computed at each write. */
@Entity('form_record')
export class FormRecord {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') enrolmentId!: string;
  @Column('uuid') protocolVersionId!: string;
  @Column('text') formCode!: string;
  @Column('text') formKind!: FormKind;
  @Column('text') visitCode!: string;
  @Column('int') occurrence!: number;
  @Column('text') centreId!: string;
  @Column('uuid') openedBy!: string;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz') changedAt!: Date;
  @Column('jsonb') values!: Record<string, Value>;
  @Column('jsonb') marks!: Marks;
  /** Values that nobody typed here, by item key: they stand to be confirmed, and are no answers. */
  @Column('jsonb') carried!: Carried;
  /** Moves with values: a signature binds it. */
  @Column('int') contentVersion!: number;
  /** Moves with acts: `If-Match` carries it. */
  @Column('int') stateVersion!: number;
  @Column('text') state!: 'in-progress' | 'complete';
  /** Version of the latest answer that stood when the ended entry was opened again; null while it never was. */
  @Column('int', { nullable: true }) reopenedSeq!: number | null;
  @Column('int') applicable!: number;
  @Column('int') filled!: number;
  @Column('int') missing!: number;
  @Column('int') allPut!: number;

  /** Read with it, and locked with it, by the store: who may see a form is decided on its enrolment. */
  enrolment!: KnownEnrolment;
}
