import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Problem, whereAllowed, type Ctx } from '#kernel/api';
import type { PatientSearch } from '#patients/domain';
import { ENROLMENT_COLUMNS } from './enrolment-abilities.js';
import { Enrolment } from './enrolment.entity.js';
import type { KnownEnrolment, KnownPatient } from './enrolment-statements.js';
import { Patient } from './patient.entity.js';

/** An enrolment with what is said beside it on every screen. */
export interface EnrolmentLine {
  readonly enrolment: KnownEnrolment;
  readonly patient: KnownPatient;
  readonly authorisationCode: string;
  readonly medicine: string;
  readonly indication: string;
  readonly holderName: string;
  readonly centreName: string;
  readonly prescriberName: string;
  readonly authorName: string;
  /** `created_at` to the microsecond, which a `Date` would lose: what a cursor carries. It never moves, so that no page loses a line. */
  readonly createdKey: string;
}

export interface EnrolmentFilter {
  readonly search?: PatientSearch;
  readonly authorisationId?: string;
  /** Where the patient is followed. */
  readonly centreId?: string;
  readonly states?: readonly string[];
  readonly awaits?: string;
  /** The last line shown: lines come latest first. */
  readonly after?: { readonly createdKey: string; readonly id: string };
}

/** All SQL about enrolments. Each method starts from the rows the actor may read: there is no other way in. */
@Injectable()
export class EnrolmentStore {
  /** @throws Problem `not-found`, also for what the actor may not see. */
  async find(ctx: Ctx, id: string): Promise<Enrolment> {
    return found(await this.sought(ctx, id));
  }

  /** Null for what does not exist, and for what the actor may not see. */
  sought(ctx: Ctx, id: string): Promise<Enrolment | null> {
    return this.readable(ctx).andWhere('enrolment.id = :id', { id }).getOne();
  }

  /** Locks the row until the transaction ends. Anyone who writes a form of the enrolment holds this lock first. */
  async forUpdate(ctx: Ctx, id: string): Promise<Enrolment> {
    return found(await this.readable(ctx).andWhere('enrolment.id = :id', { id }).setLock('pessimistic_write').getOne());
  }

  async line(ctx: Ctx, id: string): Promise<EnrolmentLine> {
    const [line] = await read(this.lines(ctx).andWhere('enrolment.id = :id', { id }));
    return found(line ?? null);
  }

  /** Latest begun first. */
  async list(ctx: Ctx, filter: EnrolmentFilter, limit: number): Promise<EnrolmentLine[]> {
    const query = this.lines(ctx).orderBy('enrolment.createdAt', 'DESC').addOrderBy('enrolment.id', 'DESC').limit(limit);
    if (filter.search) narrowToPatients(query, filter.search);
    if (filter.authorisationId) query.andWhere('enrolment.authorisationId = :authorisationId', filter);
    if (filter.centreId) query.andWhere('enrolment.centreId = :centreId', filter);
    if (filter.states) query.andWhere('enrolment.state = ANY(:states)', filter);
    if (filter.awaits) query.andWhere(':awaits = ANY(enrolment.awaits)', filter);
    if (filter.after)
      query.andWhere('(enrolment.createdAt, enrolment.id) < (CAST(:createdKey AS timestamptz), CAST(:id AS uuid))', filter.after);
    return read(query);
  }

  /** Other enrolments, among those the actor may read, of a patient with this identity: same authorisation, same centre. */
  async sameIdentity(ctx: Ctx, line: EnrolmentLine): Promise<Enrolment[]> {
    return isIdentified(line) ? sameAs(line, this.readable(ctx)).orderBy('enrolment.createdAt').getMany() : [];
  }

  /** Other enrolments of the very same patient, among those the actor may read: their collection under another authorisation (charter C8.3). */
  async ofSamePatient(ctx: Ctx, { enrolment: { id, patientId } }: Pick<EnrolmentLine, 'enrolment'>): Promise<EnrolmentLine[]> {
    return read(
      this.lines(ctx)
        .andWhere('enrolment.patientId = :patientId AND enrolment.id <> :id', { patientId, id })
        .orderBy('enrolment.createdAt'),
    );
  }

  /**
   * How many of them live, those that the actor may not read among them, for someone of the centre itself: a newcomer must be warned too, and a count tells nothing of
   * the others (charter C5.8). The one method here that looks past what may be read; nothing but the count leaves. Undefined for anyone else.
   */
  async liveDoubles({ tx, actor }: Ctx, line: EnrolmentLine): Promise<number | undefined> {
    if (!isIdentified(line) || actor.profile?.centreId !== line.enrolment.centreId) return undefined;
    const all = sameAs(line, tx.createQueryBuilder(Enrolment, 'enrolment'));
    return all.andWhere(`enrolment.state NOT IN ('refused', 'cancelled')`).getCount();
  }

  private readable(ctx: Ctx): SelectQueryBuilder<Enrolment> {
    return whereAllowed(ctx.tx.createQueryBuilder(Enrolment, 'enrolment'), ctx.ability, 'read', 'Enrolment', ENROLMENT_COLUMNS);
  }

  private lines(ctx: Ctx): SelectQueryBuilder<Enrolment> {
    return this.readable(ctx)
      .innerJoinAndMapOne('enrolment.patient', Patient, 'patient', 'patient.id = enrolment.patientId')
      .innerJoin('authorisation', 'authorisation', 'authorisation.id = enrolment.authorisationId')
      .innerJoin('holder', 'holder', 'holder.id = authorisation.holder_id')
      .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
      .innerJoin('person', 'prescriber', 'prescriber.id = enrolment.prescriberId')
      .innerJoin('person', 'author', 'author.id = enrolment.authorId')
      .addSelect('authorisation.code', 'line_code')
      .addSelect('authorisation.medicine', 'line_medicine')
      .addSelect('authorisation.indication', 'line_indication')
      .addSelect('holder.name', 'line_holder')
      .addSelect('centre.name', 'line_centre')
      .addSelect(`prescriber.given_name || ' ' || prescriber.family_name`, 'line_prescriber')
      .addSelect(`author.given_name || ' ' || author.family_name`, 'line_author')
      .addSelect('enrolment.created_at::text', 'line_created');
  }
}

/** Nobody is the double of someone whose identity is not whole. */
function isIdentified({ patient: { familyLetters, givenLetters, birth, sex } }: EnrolmentLine): boolean {
  return Boolean(familyLetters && givenLetters && birth && sex);
}

function sameAs({ enrolment, patient }: EnrolmentLine, query: SelectQueryBuilder<Enrolment>): SelectQueryBuilder<Enrolment> {
  const { familyLetters, givenLetters, birth, sex } = patient;
  return query
    .innerJoin(Patient, 'patient', 'patient.id = enrolment.patientId')
    .andWhere('enrolment.id <> :id AND enrolment.authorisationId = :authorisationId AND enrolment.centreId = :centreId', { ...enrolment })
    .andWhere('patient.holderId = :holderId', { holderId: patient.holderId })
    .andWhere('patient.familyLetters = :familyLetters AND patient.givenLetters = :givenLetters', { familyLetters, givenLetters })
    .andWhere('patient.sex = :sex AND left(patient.birth, 7) = :month', { sex, month: birth.slice(0, 7) });
}

function found<T>(row: T | null): T {
  if (!row) throw new Problem('not-found');
  return row;
}

/** Every join is to one row: entities and raw rows go by pairs. */
async function read(query: SelectQueryBuilder<Enrolment>): Promise<EnrolmentLine[]> {
  const { entities, raw } = await query.getRawAndEntities<Record<string, string>>();
  return entities.map((enrolment, index) => {
    const said = (name: string) => String(raw[index]?.[`line_${name}`]);
    return {
      enrolment,
      patient: (enrolment as Enrolment & { patient: Patient }).patient,
      authorisationCode: said('code'),
      medicine: said('medicine'),
      indication: said('indication'),
      holderName: said('holder'),
      centreName: said('centre'),
      prescriberName: said('prescriber'),
      authorName: said('author'),
      createdKey: said('created'),
    };
  });
}

/** Only the patients that are looked for. The query names the enrolment `enrolment` and the patient `patient`. */
export function narrowToPatients<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, search: PatientSearch): void {
  switch (search.by) {
    case 'number':
      query.andWhere('enrolment.registrationNumber = :number', search);
      break;
    case 'digits':
      query.andWhere(`enrolment.registrationNumber LIKE '%-' || :digits`, search);
      break;
    case 'beginning':
      query.andWhere(`enrolment.registrationNumber LIKE :code || '%-' || :digits || '%'`, search);
      break;
    case 'birth':
      // Of adults the month alone is known: anyone born that day may be one of them.
      if (search.day) query.andWhere('patient.birth = ANY(:born)', { born: [search.day, search.month] });
      else query.andWhere('left(patient.birth, 7) = :month', search);
      break;
    case 'letters':
      query.andWhere(`patient.familyLetters LIKE :family || '%' AND patient.givenLetters LIKE :given || '%'`, search);
  }
}
