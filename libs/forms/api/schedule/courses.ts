import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Problem } from '#kernel/api';
import type { CalendarDate } from '#kernel/domain';
import { courseOf, visibleValues, type Course, type Moment, type PatientForm, type Viewer } from '#forms/domain';
import { opensSql, ProtocolVersions, publishedSql, type InForce, type VersionOfProtocol, type Published } from '#protocols/api';
import { isOpeningKind, type Form, type Protocol, type Succession } from '#protocols/domain';
import { waivedOnSql } from '#authorisations/api';
import { FormRecord } from '../records/form-record.entity.js';
import { say } from '../say.js';
import { CENTRE_DAY } from './centre-day.js';

/** The forms of an enrolment, in the order in which they were opened, and its calendar. */
export interface FollowUp {
  readonly records: readonly FormRecord[];
  /** The version in force, which forms not begun follow; where none is, that of the form that opened the enrolment. */
  readonly version: VersionOfProtocol;
  /** Its document. */
  readonly protocol: Protocol;
  /** Since when it is in force; undefined when no version is, and no form may be opened. */
  readonly inForceSince: string | undefined;
  /** Nothing is collected that day, declarations aside (charter R8). */
  readonly waived: boolean;
  /** Since when it goes on under another authorisation: nothing that comes after is asked here (charter C8.3). */
  readonly continuedOn?: CalendarDate;
  readonly course: Course;
  /** The version that one of them was made from, and its rules. */
  readonly madeFrom: (formId: string) => Made;
}

/** The version that a form was made from, and its rules. */
interface Made {
  readonly protocol: Protocol;
  readonly form: Form;
}

/** What a course counts from beside the forms. */
export interface Bearings {
  readonly published: readonly Published[];
  /** The day of the favourable opinion. */
  readonly decidedOn?: string;
  /** The authorisation is waived from the follow-up that day (charter R8). */
  readonly waived: boolean;
  /** The day from which the follow-up goes on under another authorisation (charter C8.3). */
  readonly continuedOn?: CalendarDate;
}

type DecisionDays = ReadonlyMap<string, string>;

/** Reads the course of a patient. Anyone who asks has found the enrolment through its own scope. */
@Injectable()
export class Courses {
  constructor(private readonly protocols: ProtocolVersions) {}

  /**
   * The calendar of the version in force that day, where the centre is: forms begun keep the version that they were made from. With `viewer`, as
   * far as that person sees the values it counts from (C10.5).
   */
  async of(tx: EntityManager, enrolmentId: string, today: string, viewer?: Viewer): Promise<FollowUp> {
    return this.along(tx, await this.records(tx, enrolmentId), today, viewer);
  }

  /** The same, for a caller who has read all the forms of the enrolment. */
  async along(tx: EntityManager, records: readonly FormRecord[], today: string, viewer?: Viewer, known?: Bearings): Promise<FollowUp> {
    const asked = await this.protocols.version(tx, openingOf(records).protocolVersionId);
    const [[current, ...former], made, moment] = await Promise.all([
      known ? this.protocols.inForceAmong(tx, known.published, today) : this.protocols.inForce(tx, asked.code, today),
      this.madeFrom(tx, records),
      known ? momentOf(today, known) : this.moment(tx, openingOf(records), today),
    ]);
    const version = current?.version ?? asked;
    const course = courseOf(version.document, formsOf(records, made, viewer), moment, current && successionOf(current, former));
    const { waived = false, continuedOn } = moment;
    const inForceSince = current?.from;
    return {
      records,
      version,
      protocol: version.document,
      inForceSince,
      waived,
      ...(continuedOn && { continuedOn }),
      course,
      madeFrom: made,
    };
  }

  /** The same of several enrolments at once, each on its own day. */
  async ofMany(tx: EntityManager, days: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, FollowUp>> {
    const followed = new Map<string, FollowUp>();
    for (const [id, own] of await this.recordsOf(tx, [...days.keys()])) followed.set(id, await this.along(tx, own, days.get(id) ?? ''));
    return followed;
  }

  /**
   * What forms that were begun know of their place and of each other: the same whatever version is in force, which is not asked.
   * @param decided the days of favourable opinions, for a caller who has read those of many.
   */
  async amongBegun(
    tx: EntityManager,
    records: readonly FormRecord[],
    today: string,
    viewer?: Viewer,
    decided?: DecisionDays,
  ): Promise<Course> {
    const opening = openingOf(records);
    const { document } = await this.protocols.version(tx, opening.protocolVersionId);
    const made = await this.madeFrom(tx, records);
    const decisionDate = (decided ?? (await this.decisionDaysOf(tx, [records]))).get(opening.enrolmentId);
    return courseOf(document, formsOf(records, made, viewer), { today, ...(decisionDate && { decisionDate }) });
  }

  /** The days of the favourable opinions of enrolments that asked for one, each told by its forms: that of the centre which asked, wherever the patient is followed since. */
  async decisionDaysOf(tx: EntityManager, enrolments: readonly (readonly FormRecord[])[]): Promise<DecisionDays> {
    const openings = enrolments.map(openingOf);
    const rows: { id: string; day: string }[] = await tx.query(DECISION_DAYS, [
      openings.map(({ enrolmentId }) => enrolmentId),
      openings.map(({ centreId }) => centreId),
    ]);
    return new Map(rows.map(({ id, day }) => [id, day]));
  }

  /** What the course of a patient counts from beside the forms, by one of these. */
  async bearings(tx: EntityManager, formId: string): Promise<Bearings | undefined> {
    const [row]: (Told & { published: Published[] })[] = await tx.query(BEARINGS, [formId]);
    return row && { published: row.published, ...bearingsOf(row) };
  }

  /** The calendar, for someone who opens a form. @throws Problem `unavailable` when no version is in force. */
  async current(tx: EntityManager, enrolmentId: string, today: string): Promise<FollowUp> {
    const followUp = await this.of(tx, enrolmentId, today);
    if (followUp.inForceSince === undefined) throw new Problem('unavailable', { detail: say({ code: 'no-version-in-force' }) });
    return followUp;
  }

  /** The forms of an enrolment, in the order in which they were opened. */
  records(tx: EntityManager, enrolmentId: string): Promise<FormRecord[]> {
    return tx.find(FormRecord, { where: { enrolmentId }, order: OPENED });
  }

  /** The same, by one of them; none for the one that opens the enrolment, which reads no other. */
  recordsBeside(tx: EntityManager, formId: string): Promise<FormRecord[]> {
    const beside = `(SELECT one.enrolment_id FROM form_record one WHERE one.id = :formId AND NOT ${opensSql('one.form_kind')})`;
    return tx
      .createQueryBuilder(FormRecord, 'form')
      .where(`form.enrolmentId = ${beside}`, { formId })
      .orderBy('form.openedAt')
      .addOrderBy('form.id')
      .getMany();
  }

  /** The same of several enrolments. */
  async recordsOf(tx: EntityManager, enrolmentIds: readonly string[]): Promise<ReadonlyMap<string, FormRecord[]>> {
    const records = await tx.find(FormRecord, { where: { enrolmentId: In([...enrolmentIds]) }, order: OPENED });
    const byEnrolment = new Map<string, FormRecord[]>(enrolmentIds.map((id) => [id, []]));
    for (const record of records) byEnrolment.get(record.enrolmentId)?.push(record);
    return byEnrolment;
  }

  private async moment(tx: EntityManager, { enrolmentId }: FormRecord, today: string): Promise<Moment> {
    const [row]: Told[] = await tx.query(MOMENT, [enrolmentId, today]);
    if (!row) throw new Error('A form is of an enrolment that is there.');
    return momentOf(today, bearingsOf(row));
  }

  private async madeFrom(tx: EntityManager, records: readonly FormRecord[]): Promise<FollowUp['madeFrom']> {
    const made = new Map<string, Made>();
    for (const { id, protocolVersionId, formCode } of records) made.set(id, await this.protocols.form(tx, protocolVersionId, formCode));
    return (id) => known(made.get(id), id);
  }
}

/** The day of the favourable opinion of the request of `enrolment`, as `decisionDays` says it; null before, and where none is asked for (charter R7). */
export const DECIDED_ON = `(SELECT to_char(enrolment.decided_at AT TIME ZONE asking.zone, 'YYYY-MM-DD') FROM form_record fat JOIN centre asking ON asking.id = fat.centre_id
  WHERE fat.enrolment_id = enrolment.id AND ${opensSql('fat.form_kind')} AND enrolment.state = 'granted' AND enrolment.ground = 'holder-opinion')`;

/** What the rows below say of the moment. */
interface Told {
  readonly decidedOn: string | null;
  readonly waived: boolean;
  readonly continuedOn: CalendarDate | null;
}

const CONTINUED_ON = `to_char(enrolment.continued_on, 'YYYY-MM-DD')`;

const MOMENT = `
  SELECT ${DECIDED_ON} AS "decidedOn", ${waivedOnSql('$2')} AS waived, ${CONTINUED_ON} AS "continuedOn"
  FROM enrolment JOIN authorisation ON authorisation.id = enrolment.authorisation_id WHERE enrolment.id = $1`;

const BEARINGS = `
  SELECT ${DECIDED_ON} AS "decidedOn", ${waivedOnSql(`to_char(${CENTRE_DAY}, 'YYYY-MM-DD')`)} AS waived, ${CONTINUED_ON} AS "continuedOn", ${publishedSql('asked.code')} AS published
  FROM form_record form JOIN enrolment ON enrolment.id = form.enrolment_id
  JOIN authorisation ON authorisation.id = enrolment.authorisation_id JOIN centre ON centre.id = enrolment.centre_id
  JOIN form_record first ON first.enrolment_id = enrolment.id AND ${opensSql('first.form_kind')} JOIN protocol_version asked ON asked.id = first.protocol_version_id
  WHERE form.id = $1`;

const DECISION_DAYS = `
  SELECT enrolment.id, to_char(enrolment.decided_at AT TIME ZONE centre.zone, 'YYYY-MM-DD') AS day
  FROM unnest($1::uuid[], $2::text[]) AS fat (enrolment_id, centre_id)
  JOIN enrolment ON enrolment.id = fat.enrolment_id AND enrolment.state = 'granted' AND enrolment.ground = 'holder-opinion' JOIN centre ON centre.id = fat.centre_id`;

function bearingsOf({ decidedOn, waived, continuedOn }: Told): Omit<Bearings, 'published'> {
  return { waived, ...(decidedOn !== null && { decidedOn }), ...(continuedOn !== null && { continuedOn }) };
}

function momentOf(today: string, { decidedOn, waived, continuedOn }: Omit<Bearings, 'published'>): Moment {
  return { today, waived, ...(decidedOn && { decisionDate: decidedOn }), ...(continuedOn && { continuedOn }) };
}

const OPENED = { openedAt: 'ASC', id: 'ASC' } as const;

/** How a version came into force, told from those that were before, the latest first. */
function successionOf({ from }: InForce, [before, ...former]: readonly InForce[]): Succession | undefined {
  if (!before) return undefined;
  const earlier = successionOf(before, former);
  return { day: from, before: before.version.document, ...(earlier && { earlier }) };
}

function formsOf(records: readonly FormRecord[], madeFrom: FollowUp['madeFrom'], viewer: Viewer | undefined): PatientForm[] {
  return records.map(({ id, visitCode: visit, occurrence, state, values, marks }) => {
    const { protocol, form: rules } = madeFrom(id);
    return { id, rules, madeFrom: protocol, visit, occurrence, state, values: viewer ? visibleValues(values, marks, viewer) : values };
  });
}

function openingOf(records: readonly FormRecord[]): FormRecord {
  const opening = records.find(({ formKind }) => isOpeningKind(formKind));
  if (!opening) throw new Error('An enrolment is made with the form that opens it.');
  return opening;
}

function known(made: Made | undefined, id: string): Made {
  if (!made) throw new Error(`Form ${id} is not of this enrolment.`);
  return made;
}
