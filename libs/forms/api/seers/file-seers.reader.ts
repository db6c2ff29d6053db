import { Injectable } from '@nestjs/common';
import { Seers, type Seer } from '#access-rights/api';
import { AccessLog, demand, type Ctx } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { asEnrolment, asForm, Enrolments, staysOf, type KnownEnrolment } from '#patients/api';
import type { FileSeers, FormerCentreSeers, SeerView } from './file-seers.messages.js';

/** Who sees a patient's file, and why, for those who may read who did what in it (charter C5.7). */
@Injectable()
export class FileSeersReader {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly seers: Seers,
    private readonly accessLog: AccessLog,
  ) {}

  /** A look that is logged. @throws Problem `not-found`, `not-allowed`. */
  async of(ctx: Ctx, enrolmentId: string): Promise<FileSeers> {
    const enrolment = await this.enrolments.find(ctx, enrolmentId);
    demand(ctx, 'read-journal', asEnrolment(enrolment));
    const look = { action: 'read', subject: { type: 'seers', id: enrolmentId } } as const;
    return this.accessLog.beside(ctx, look, this.seersOf(ctx, enrolment));
  }

  private async seersOf({ tx }: Ctx, enrolment: KnownEnrolment): Promise<FileSeers> {
    const { id, authorisationId, centreId, formerCentreIds, createdAt, firstSentAt } = enrolment;
    const stays = await staysOf(tx, id);
    const [{ zone }]: [{ zone: string }] = await tx.query('SELECT zone FROM centre WHERE id = $1', [centreId]);
    const all = await this.seers.of(tx, {
      ...{ enrolmentId: id, authorisationId, centreId, formerCentreIds },
      file: asEnrolment(enrolment),
      fat: asForm(enrolment, 'FAT', stays[0]?.centreId ?? centreId),
      followedSince: new Map([...stays].reverse().map((stay) => [stay.centreId, stay.fromDay])),
      begunOn: todayIn(zone, createdAt),
      ...(firstSentAt && { sentOn: todayIn(zone, firstSentAt) }),
    });
    const isFormer = ({ centreId: of, grounds }: Seer) =>
      of !== undefined && of !== centreId && !grounds.some(({ ground }) => ground === 'reading');
    return {
      items: all.filter((one) => !isFormer(one)).map((one) => viewOf(one, centreId)),
      former: counted(all.filter(isFormer)),
    };
  }
}

/** The only door out: whose id it is stays here. */
function viewOf({ name, role, centreId, centreName, company, rules, may, grounds, since, until }: Seer, followedBy: string): SeerView {
  const side = centreId ? (centreId === followedBy ? 'centre' : 'elsewhere') : role === 'exploitant' ? 'holder' : 'operator';
  return {
    ...{ name, role, side },
    ...(centreName && { centreName }),
    ...(company && { company }),
    rules: rules.map((rule) => ({ ...rule })),
    may: [...may],
    grounds: grounds.map((one) => ({ ...one })),
    since,
    ...(until && { until }),
  };
}

/** Their names are their centre's own: another centre is told how many they are. */
function counted(former: readonly Seer[]): FormerCentreSeers[] {
  const groups = new Map<string, FormerCentreSeers>();
  for (const { centreId, centreName, role, rules } of former) {
    const key = `${centreId} ${role}`;
    const known = groups.get(key) ?? { centreName: centreName ?? '', role, count: 0, rules: rules.map((rule) => ({ ...rule })) };
    groups.set(key, { ...known, count: known.count + 1 });
  }
  return [...groups.values()];
}
