import { Injectable } from '@nestjs/common';
import { AccessRequests } from '#access-rights/api';
import type { Proof } from '#identity/api';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { ruleAgainst, whyNotTaken } from '#patients/api';
import type { SignatureRule } from '#protocols/domain';
import { alreadySigned, demandNoGaps, demandPossible } from '../acts/form-problems.js';
import { FormStore } from '../records/form.store.js';
import type { AskSignature, SignatureRole, SigningIntentView } from '../records/forms.messages.js';
import { asSubject, conductOfForm, contentHash, isSignable, journalled, ruleOf, type OpenForm } from '../records/open-form.js';
import { RequestMoves } from '../acts/request-moves.js';
import { ReviewStore } from '../review/review.store.js';
import { Signature } from './signature.entity.js';
import { SigningIntent } from './signing-intent.entity.js';
import { FORM_ACTS } from '#forms/domain';
import { say } from '../say.js';

/** Signs forms: first the intent, bound to the content that was read, then the signature itself. */
@Injectable()
export class SignatureMaker {
  constructor(
    private readonly store: FormStore,
    private readonly reviews: ReviewStore,
    private readonly moves: RequestMoves,
    private readonly accessRequests: AccessRequests,
    private readonly journal: Journal,
  ) {}

  /** Asks to sign what was read. All that would refuse the signature is told before the person authenticates again. */
  async intend(ctx: Ctx, formId: string, version: number, { role, contentVersion }: AskSignature): Promise<SigningIntentView> {
    const open = await this.store.find(ctx, formId);
    demand(ctx, `sign-${role}`, asSubject(open));
    demandCurrent(version, open.record.stateVersion);
    demandCurrent(contentVersion, open.record.contentVersion);
    const rule = await this.demandSignable(ctx, open, role);
    const { personId, sessionId } = ctx.actor;
    const intent = { formId, role, personId, sessionId, contentHash: contentHash(open, rule), createdAt: new Date(), usedAt: null };
    const { id } = await ctx.tx.save(SigningIntent, intent);
    return { id, redirectTo: `/api/v1/signing-intents/${id}/authenticate` };
  }

  /**
   * Makes the signature of an intent that was confirmed and used up. Everything is asked again: rights, state, gaps, and that the content is
   * still what was read. Returns the enrolment's id.
   */
  async sign(ctx: Ctx, { formId, role, contentHash: read }: SigningIntent, proof: Proof): Promise<string> {
    const open = await this.store.forUpdate(ctx, formId);
    const { record, enrolment } = open;
    demand(ctx, `sign-${role}`, asSubject(open));
    const rule = await this.demandSignable(ctx, open, role);
    if (contentHash(open, rule) !== read) {
      throw new Problem('stale-state', { detail: say({ code: 'read-before-signing' }) });
    }

    const signature = await this.keep(ctx, open, { rule, hash: read, proof });
    record.stateVersion += 1;
    await this.store.save(ctx, record);
    const { details, ...about } = journalled(open);
    await this.journal.append(ctx, FORM_ACTS.signed, {
      ...about,
      details: { ...details, role, signatureId: signature.id, meaning: rule.meaning, contentHash: read, proof },
    });
    if (conductOfForm(open).makesAccessRequest(role)) await this.requestMade(ctx, open);
    await this.moves.after(ctx, open, 'sign', role);
    return enrolment.id;
  }

  /**
   * A FAT is signed whole; another form as it stands once its entry is ended (charter C5.6).
   * @throws Problem `conflict`, `gaps`, or `not-allowed` by R5: a suspended authorisation takes no new request.
   */
  private async demandSignable(ctx: Ctx, open: OpenForm, role: SignatureRole): Promise<SignatureRule> {
    const rule = ruleOf(open, role);
    if (!rule || !isSignable(open, role)) throw alreadySigned(open, role);
    await this.reviews.demandUnlocked(ctx.tx, open.record);
    demandPossible(open, 'sign');
    const conduct = conductOfForm(open);
    if (conduct.needsAuthorisationInForce) await demandTaken(ctx, open);
    demandNoGaps(open, conduct.wholeFor(open.form, [role]));
    return rule;
  }

  private async keep(
    ctx: Ctx,
    { record, env }: OpenForm,
    { rule: { role, meaning }, hash, proof }: { readonly rule: SignatureRule; readonly hash: string; readonly proof: Proof },
  ): Promise<Signature> {
    const { personId, name, profile } = ctx.actor;
    const [{ rpps }] = await ctx.tx.query('SELECT rpps FROM person WHERE id = $1', [personId]);
    const signature: Omit<Signature, 'id'> = {
      formId: record.id,
      role,
      personId,
      personName: name,
      rpps,
      centreId: profile?.centreId ?? record.centreId,
      meaning,
      contentVersion: record.contentVersion,
      contentHash: hash,
      signedDay: env.today,
      signedAt: new Date(),
      proof,
      voidedAt: null,
      voidedBy: null,
    };
    return ctx.tx.save(Signature, Object.assign(new Signature(), signature));
  }

  /** Signing as prescriber is making the access request (charter C5.8). */
  private async requestMade(ctx: Ctx, { enrolment }: OpenForm): Promise<void> {
    const { id: enrolmentId, authorisationId, centreId } = enrolment;
    await this.accessRequests.made(ctx, { enrolmentId, authorisationId, centreId, personId: ctx.actor.personId });
  }
}

/** @throws Problem `not-allowed` by R5; `conflict` by R8 under a waiver, by R6 where the patient has no authorisation that still holds. */
async function demandTaken(ctx: Ctx, { enrolment }: OpenForm): Promise<void> {
  const why = await whyNotTaken(ctx, enrolment, true);
  if (!why) return;
  if (why === 'not-in-force') throw new Problem('not-allowed', { rule: 'R5', detail: say({ code: 'takes-no-request' }) });
  throw new Problem('conflict', { rule: ruleAgainst(why), detail: say({ code: why }) });
}
