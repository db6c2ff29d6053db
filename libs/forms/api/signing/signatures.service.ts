import { Injectable } from '@nestjs/common';
import { Journal, type Ctx } from '#kernel/api';
import type { SignatureRole } from '../records/forms.messages.js';
import { journalled, standing, type OpenForm } from '../records/open-form.js';
import { RequestMoves } from '../acts/request-moves.js';
import { Signature } from './signature.entity.js';
import { FORM_ACTS } from '#forms/domain';

/** Signatures that no longer stand. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly moves: RequestMoves,
    private readonly journal: Journal,
  ) {}

  /** Voids these signatures, because what they cover has changed; their authors are told by who reads the journal. The caller saves the form. */
  async void(ctx: Ctx, open: OpenForm, roles: readonly SignatureRole[]): Promise<void> {
    const lost = standing(open).filter(({ role }) => roles.includes(role));
    for (const signature of lost) {
      Object.assign(signature, { voidedAt: new Date(), voidedBy: ctx.actor.personId });
      await ctx.tx.save(Signature, signature);
      const { details, ...about } = journalled(open);
      const { role, personId, id } = signature;
      await this.journal.append(ctx, FORM_ACTS.signatureVoided, { ...about, details: { ...details, role, personId, signatureId: id } });
    }
    open.record.stateVersion += 1;
    await this.moves.after(ctx, open, 'void');
  }
}
