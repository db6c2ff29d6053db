import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Contexts } from '#access-rights/api';
import { Reauthentication, type Proof, type ReauthenticationAim } from '#identity/api';
import { Problem, type Actor, type Ctx } from '#kernel/api';
import { SignatureMaker } from './signature-maker.js';
import { SigningIntent } from './signing-intent.entity.js';
import { say } from '../say.js';

/** How long one may take to authenticate again. */
const INTENT_MINUTES = 15;

/** The way of a signature through the identity provider and back: an intent is confirmed once, by the person and the session that made it. */
@Injectable()
export class SigningService implements OnModuleInit {
  constructor(
    private readonly maker: SignatureMaker,
    private readonly contexts: Contexts,
    private readonly reauthentication: Reauthentication,
  ) {}

  onModuleInit(): void {
    this.reauthentication.on('signing', (actor, ref, proof) => this.confirm(actor, ref, proof));
  }

  /** What the provider is asked for. @throws Problem `not-found` for an intent that is not this session's. */
  async aimOf(ctx: Ctx, intentId: string): Promise<ReauthenticationAim> {
    const intent = await ctx.tx.findOneBy(SigningIntent, { id: intentId, ...ownerOf(ctx.actor) });
    if (!intent) throw new Problem('not-found');
    const enrolmentId = await enrolmentOf(ctx, intent.formId);
    return { ref: intent.id, purpose: 'signing', returnTo: pageOf(enrolmentId, intent) };
  }

  /**
   * Makes the signature, now that the person proved who they are, whole or not at all. Returns where the browser goes.
   * @throws Problem when it cannot be made any more: the browser goes back with its code.
   */
  async confirm(actor: Actor, intentId: string, proof: Proof): Promise<string> {
    return this.contexts.inTransaction(actor, `signing:${intentId}`, async (ctx) => {
      const intent = await this.take(ctx, intentId);
      const enrolmentId = await this.maker.sign(ctx, intent, proof);
      return `/dossiers/${enrolmentId}/fiches/${intent.formId}?signature=faite`;
    });
  }

  /** Locks the intent and uses it up. */
  private async take(ctx: Ctx, id: string): Promise<SigningIntent> {
    const intent = await ctx.tx.findOne(SigningIntent, { where: { id, ...ownerOf(ctx.actor) }, lock: { mode: 'pessimistic_write' } });
    if (!intent) throw new Problem('not-found');
    const tooOld = Date.now() - intent.createdAt.getTime() > INTENT_MINUTES * 60_000;
    if (intent.usedAt || tooOld) throw new Problem('conflict', { detail: say({ code: 'signing-is-over' }) });
    return ctx.tx.save(SigningIntent, Object.assign(intent, { usedAt: new Date() }));
  }
}

function ownerOf({ personId, sessionId }: Actor) {
  return { personId, sessionId };
}

async function enrolmentOf({ tx }: Ctx, formId: string): Promise<string> {
  const [{ id }] = await tx.query('SELECT enrolment_id AS id FROM form_record WHERE id = $1', [formId]);
  return id;
}

function pageOf(enrolmentId: string, { formId, role }: SigningIntent): string {
  return `/dossiers/${enrolmentId}/fiches/${formId}/signature/${role}`;
}
