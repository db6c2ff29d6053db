import { Injectable } from '@nestjs/common';
import { AccessLog, whereAllowed, type Ctx } from '#kernel/api';
import { asEnrolment, asForm, Enrolment, ENROLMENT_COLUMNS } from '#patients/api';
import { CaseDeskReader } from './case-desk.reader.js';
import { countsOf } from './counts.js';
import { DeskReader } from './desk.reader.js';
import { FormTasksReader } from './form-tasks.reader.js';
import { cut, together, whole } from './desk.js';
import type { HomeTask, HomeView } from './home.messages.js';
import { QueryDeskReader } from './query-desk.reader.js';
import { byUrgency, TASK_WORDS, taskOf } from './tasks.js';

/** A row as the query gives it, the enrolment aside. */
interface Beside {
  readonly form_id: string | null;
  readonly letters: string;
  readonly code: string;
  readonly medicine: string;
  readonly centre: string;
}

@Injectable()
export class HomeReader {
  constructor(
    private readonly desk: DeskReader,
    private readonly forms: FormTasksReader,
    private readonly queries: QueryDeskReader,
    private readonly cases: CaseDeskReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** @param each at most so many tasks of each kind; the totals are of all. */
  async read(ctx: Ctx, each: number): Promise<HomeView> {
    const look = { action: 'listed', subject: { type: 'enrolment', id: '*' }, filter: { home: true } } as const;
    const desks = [this.desk, this.forms, this.queries, this.cases];
    const isHost = ctx.actor.staff?.role === 'administrateur';
    const read = Promise.all([
      this.requests(ctx),
      isHost ? undefined : this.byState(ctx),
      Promise.all(desks.map((desk) => desk.tasks(ctx, each))),
    ]);
    const [requests, states, beside] = await this.accessLog.beside(ctx, look, read);
    const { tasks, totals } = together([whole(requests), ...beside]);
    const side = ctx.actor.profile ? 'hospital' : 'operator';
    return {
      tasks: cut([...tasks].sort(byUrgency), each),
      totals: [...totals].map(([kind, count]) => ({ kind, count })),
      counts: states ? countsOf(states, side) : [],
    };
  }

  /** What each request that waits for someone asks of this person. */
  private async requests(ctx: Ctx): Promise<HomeTask[]> {
    const now = new Date();
    const { entities, raw } = await this.waiting(ctx).getRawAndEntities<Beside>();
    return entities.flatMap((enrolment, index): HomeTask[] => {
      const beside = raw[index];
      const kind = taskOf(subjectOf(ctx, enrolment), now);
      if (!kind || !beside) return [];
      return [
        {
          kind,
          enrolmentId: enrolment.id,
          ...(beside.form_id && { formId: beside.form_id }),
          ...(beside.letters && { patient: beside.letters }),
          ...(enrolment.registrationNumber && { registrationNumber: enrolment.registrationNumber }),
          authorisationCode: beside.code,
          medicine: beside.medicine,
          centreName: beside.centre,
          text: TASK_WORDS[kind],
          since: (enrolment.decidedAt ?? enrolment.awaitsSince).toISOString(),
        },
      ];
    });
  }

  private waiting(ctx: Ctx) {
    return this.readable(ctx)
      .innerJoin('patient', 'patient', 'patient.id = enrolment.patientId')
      .innerJoin('authorisation', 'authorisation', 'authorisation.id = enrolment.authorisationId')
      .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
      .leftJoin('form_record', 'fat', `fat.enrolment_id = enrolment.id AND fat.form_kind = 'FAT'`)
      .addSelect('fat.id', 'form_id')
      .addSelect(`trim(patient.family_letters || ' ' || patient.given_letters)`, 'letters')
      .addSelect('authorisation.code', 'code')
      .addSelect('authorisation.medicine', 'medicine')
      .addSelect('centre.name', 'centre')
      .andWhere(
        `(enrolment.state IN ('completed', 'half-signed', 'sent', 'more-asked')
          OR (enrolment.authorId = :me OR enrolment.prescriberId = :me)
            AND (enrolment.state = 'draft' OR enrolment.state = 'granted' AND enrolment.decidedAt > clock_timestamp() - interval '7 days'))`,
        { me: ctx.actor.personId },
      )
      .orderBy('enrolment.awaitsSince');
  }

  private async byState(ctx: Ctx): Promise<Map<string, number>> {
    const rows: { state: string; count: string }[] = await this.readable(ctx)
      .select('enrolment.state', 'state')
      .addSelect('count(*)', 'count')
      .groupBy('enrolment.state')
      .getRawMany();
    return new Map(rows.map(({ state, count }) => [state, Number(count)]));
  }

  private readable(ctx: Ctx) {
    return whereAllowed(ctx.tx.createQueryBuilder(Enrolment, 'enrolment'), ctx.ability, 'read', 'Enrolment', ENROLMENT_COLUMNS);
  }
}

function subjectOf({ ability, actor }: Ctx, enrolment: Enrolment) {
  const fat = asForm(enrolment, 'FAT', enrolment.centreId);
  const { state, awaits, awaitsSince, decidedAt, authorId, prescriberId } = enrolment;
  const namesMe = prescriberId === actor.personId;
  return {
    state,
    awaits,
    awaitsSince,
    decidedAt,
    namesMe,
    mine: namesMe || authorId === actor.personId,
    may: {
      write: ability.can('write', fat),
      decide: ability.can('decide', asEnrolment(enrolment)),
      sign: { prescriber: ability.can('sign-prescriber', fat), pharmacist: ability.can('sign-pharmacist', fat) },
    },
  };
}
