import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '#kernel/api';
import { courseOf, visibleValues, type Course, type PatientForm, type Viewer } from '#forms/domain';
import { ProtocolVersions, type ProtocolVersion } from '#protocols/api';
import type { Form, Protocol } from '#protocols/domain';
import { FormRecord } from './form-record.entity.js';

/** The forms of an enrolment, in the order in which they were opened, and its calendar. */
export interface FollowUp {
  readonly records: readonly FormRecord[];
  readonly protocol: Protocol;
  readonly course: Course;
  /** The rules of one of them, of its own version. */
  readonly rulesOf: (formId: string) => Form;
}

const NONE_IN_FORCE =
  'Aucune version du protocole n’est en vigueur aujourd’hui\u00a0: les fiches commencées se remplissent, mais aucune ne peut s’ouvrir. Voyez le gestionnaire de l’autorisation.';

/** Reads the course of a patient. Whoever asks has found the enrolment through its own scope. */
@Injectable()
export class Courses {
  constructor(private readonly protocols: ProtocolVersions) {}

  /** The calendar of the version that the FAT was made from. With `viewer`, as far as that person sees the values it counts from (C10.5). */
  async of(tx: EntityManager, enrolmentId: string, today: string, viewer?: Viewer): Promise<FollowUp> {
    return this.along(tx, await this.records(tx, enrolmentId), today, viewer);
  }

  /** The same, by whoever has read all the forms of the enrolment. */
  async along(tx: EntityManager, records: readonly FormRecord[], today: string, viewer?: Viewer): Promise<FollowUp> {
    return this.follow(tx, records, await this.protocolOf(tx, records), today, viewer);
  }

  /** The calendar of the version that forms opened now are made from. @throws Problem `unavailable` when it was withdrawn, and no other is in force. */
  async current(tx: EntityManager, enrolmentId: string, today: string): Promise<FollowUp & { readonly version: ProtocolVersion }> {
    const records = await this.records(tx, enrolmentId);
    const { code } = await this.protocolOf(tx, records);
    const version = await this.protocols.current(tx, code, today);
    if (!version) throw new Problem('unavailable', { detail: NONE_IN_FORCE });
    return { ...(await this.follow(tx, records, version.document, today)), version };
  }

  /** The same course with one more form in it. */
  async with(tx: EntityManager, { records, protocol }: FollowUp, record: FormRecord, today: string): Promise<Course> {
    return (await this.follow(tx, [...records, record], protocol, today)).course;
  }

  /** The forms of an enrolment, in the order in which they were opened. */
  records(tx: EntityManager, enrolmentId: string): Promise<FormRecord[]> {
    return tx.find(FormRecord, { where: { enrolmentId }, order: { openedAt: 'ASC', id: 'ASC' } });
  }

  private async protocolOf(tx: EntityManager, records: readonly FormRecord[]): Promise<Protocol> {
    const fat = records.find(({ formKind }) => formKind === 'FAT');
    if (!fat) throw new Error('An enrolment is made with its FAT.');
    return this.protocols.protocol(tx, fat.protocolVersionId);
  }

  private async follow(
    tx: EntityManager,
    records: readonly FormRecord[],
    protocol: Protocol,
    today: string,
    viewer?: Viewer,
  ): Promise<FollowUp> {
    const forms: PatientForm[] = [];
    for (const { id, protocolVersionId, formCode, visitCode: visit, occurrence, state, values, marks } of records) {
      const { form: rules } = await this.protocols.form(tx, protocolVersionId, formCode);
      forms.push({ id, rules, visit, occurrence, state, values: viewer ? visibleValues(values, marks, viewer) : values });
    }
    const rules = new Map(forms.map((form) => [form.id, form.rules]));
    return { records, protocol, course: courseOf(protocol, forms, today), rulesOf: (id) => known(rules.get(id), id) };
  }
}

function known(rules: Form | undefined, id: string): Form {
  if (!rules) throw new Error(`Form ${id} is not of this enrolment.`);
  return rules;
}
