import { Injectable } from '@nestjs/common';
import type { Ctx } from '#kernel/api';
import { EnrolmentPath } from '#patients/api';
import type { RequestEvent } from '#patients/domain';
import { openingSigners } from '#protocols/domain';
import type { SignatureRole } from '../records/forms.messages.js';
import { conductOfForm, signedBy, type OpenForm } from '../records/open-form.js';

/** What an act on a form does to the request: of the FAT it is an event of the request, of any other form nothing (charter C5.6). */
@Injectable()
export class RequestMoves {
  constructor(private readonly path: EnrolmentPath) {}

  /**
   * Moves the request once the act is written, by the signatures that stand then.
   * @param made the role of the signature that was just made.
   */
  async after(
    ctx: Ctx,
    open: OpenForm,
    act: Extract<RequestEvent, 'complete' | 'reopen' | 'sign' | 'void'>,
    made?: SignatureRole,
  ): Promise<void> {
    if (!conductOfForm(open).movesRequest) return;
    await this.path.move(ctx, open.enrolment, act, [...signedBy(open), ...(made ? [made] : [])], openingSigners(open.form));
  }
}
