import { Injectable } from '@nestjs/common';
import { Problem, type Ctx } from '#kernel/api';
import { ProtocolVersions } from '#protocols/api';
import type { KnownEnrolment } from '../enrolment/enrolment-statements.js';
import { EnrolmentPath } from '../enrolment/enrolment-path.js';
import { RequestForms } from './request-forms.js';
import { authorisationOf, demandCollected } from './request.service.js';
import { groundOf } from '#patients/domain';
import { say } from '../say.js';

/** Requests of patients whose collection goes on under another authorisation: two enrolments, one patient (charter C8.1). */
@Injectable()
export class FollowingRequests {
  constructor(
    private readonly path: EnrolmentPath,
    private readonly forms: RequestForms,
    private readonly protocols: ProtocolVersions,
  ) {}

  /**
   * The draft of a request for the patient of `former`, in the centre that follows them. The caller has locked that enrolment and has asked the policy.
   * @throws Problem `conflict` when that authorisation takes no new request; `unavailable` when no version of its protocol is in force.
   */
  async start(ctx: Ctx, { former, authorisationId, prescriberId }: Following): Promise<KnownEnrolment> {
    const authorisation = await authorisationOf(ctx, authorisationId);
    if (authorisation.status !== 'in-force') throw new Problem('conflict', { rule: 'R5', detail: say({ code: 'not-in-force' }) });
    demandCollected(authorisation);
    const version = await this.protocols.current(ctx.tx, authorisation.protocolCode, ctx.today);
    if (!version) throw new Problem('unavailable', { detail: say({ code: 'no-version-in-force' }) });
    // Charter C8.1: eligibility is confirmed on a FAT.
    if (!version.document.forms.some(({ kind }) => kind === 'FAT'))
      throw new Problem('conflict', { rule: 'C8.1', detail: say({ code: 'needs-fat' }) });
    const { centreId, patientId } = former;
    const ground = groundOf(authorisation.kind);
    const enrolment = await this.path.start(ctx, { authorisation, centreId, prescriberId, patientId, ground });
    await this.forms.openFat(ctx, enrolment, version.id);
    return enrolment;
  }
}

interface Following {
  readonly former: Pick<KnownEnrolment, 'patientId' | 'centreId'>;
  readonly authorisationId: string;
  /** Who will make the request by signing. */
  readonly prescriberId: string;
}
