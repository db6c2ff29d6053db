import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FORM_TASKS, taskOf } from '#forms/domain';
import { Desks, allTasks, type Ctx, type Task } from '#kernel/api';
import { asEnrolment, asForm, type KnownEnrolment, readableEnrolments } from '#patients/api';
import { fileAt, formAt } from '#patients/domain';
import { opensSql } from '#protocols/api';

/** A row as the query gives it, the enrolment aside. */
interface Beside {
  readonly form_id: string | null;
  readonly letters: string;
  readonly code: string;
  readonly medicine: string;
  readonly centre: string;
}

/** What requests ask of people. */
@Injectable()
export class RequestTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add(async (ctx) => allTasks(await this.tasks(ctx)));
  }

  /** What each request that waits for someone asks of this person. */
  private async tasks(ctx: Ctx): Promise<Task[]> {
    const now = new Date();
    const { entities, raw } = await waiting(ctx).getRawAndEntities<Beside>();
    return entities.flatMap((enrolment, index): Task[] => {
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
          text: kind.text,
          place: {
            path: kind === FORM_TASKS.decide || kind === FORM_TASKS.newNumber ? fileAt(enrolment.id) : formAt(enrolment.id, beside.form_id),
          },
          since: enrolment.decidedAt ?? enrolment.awaitsSince,
        },
      ];
    });
  }
}

/** Requests under way, and new numbers: each an index, however many patients there are. */
function waiting(ctx: Ctx) {
  const mine = '(enrolment.authorId = :me OR enrolment.prescriberId = :me)';
  return readableEnrolments(ctx)
    .innerJoin('patient', 'patient', 'patient.id = enrolment.patientId')
    .innerJoin('authorisation', 'authorisation', 'authorisation.id = enrolment.authorisationId')
    .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
    .leftJoin('form_record', 'fat', `fat.enrolment_id = enrolment.id AND ${opensSql('fat.form_kind')}`)
    .addSelect('fat.id', 'form_id')
    .addSelect(`trim(patient.family_letters || ' ' || patient.given_letters)`, 'letters')
    .addSelect('authorisation.code', 'code')
    .addSelect('authorisation.medicine', 'medicine')
    .addSelect('centre.name', 'centre')
    .andWhere(
      `(enrolment.state NOT IN ('granted', 'refused', 'cancelled') AND (enrolment.state <> 'draft' OR ${mine})
        OR enrolment.state = 'granted' AND enrolment.decidedAt > now() - interval '7 days' AND ${mine})`,
      { me: ctx.actor.personId },
    )
    .orderBy('enrolment.awaitsSince');
}

function subjectOf({ ability, actor }: Ctx, enrolment: KnownEnrolment) {
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
