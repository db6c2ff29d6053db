import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Journal, Problem, type Config, type Ctx } from '#kernel/api';
import { FreshProof } from './fresh-proof.js';
import type { OwnSessionView } from './identity.messages.js';
import type { SignedIn } from './session.js';
import { IDENTITY_ACTS } from '#identity/domain';
import { say } from './say.js';

interface Row {
  readonly id: string;
  readonly last_act_at: Date;
  readonly signed_in: SignedIn;
  readonly centre: string | null;
  readonly role: OwnSessionView['role'] | null;
}

/** The sessions of a person. A session is named by the digest of its id: the id itself is a key. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly journal: Journal,
    private readonly freshProof: FreshProof,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Those that are not left idle, the last used first. */
  async list({ tx, actor }: Ctx): Promise<OwnSessionView[]> {
    const rows: Row[] = await tx.query(OPEN, [actor.personId, this.config.idleMinutes * 60]);
    return rows.map(({ id, last_act_at: lastActAt, signed_in: signedIn, centre, role }) => ({
      id,
      isThis: id === actor.sessionId,
      provider: signedIn.provider,
      startedAt: new Date(signedIn.startedAt).toISOString(),
      lastActAt: lastActAt.toISOString(),
      handedOver: signedIn.handedOver !== undefined,
      ...(signedIn.origin && { address: signedIn.origin.address, device: signedIn.origin.device }),
      ...(signedIn.proof && { means: [...(signedIn.proof.acr ? [signedIn.proof.acr] : []), ...signedIn.proof.amr] }),
      ...(centre && { centreName: centre }),
      ...(role && { role }),
    }));
  }

  /** @throws Problem `not-found` for what is no session of theirs, `conflict` for the one that asks. */
  async end(ctx: Ctx, id: string): Promise<void> {
    const { tx, actor } = ctx;
    if (id === actor.sessionId) throw new Problem('conflict', { detail: say({ code: 'this-very-session' }) });
    const [ended]: [{ sid: string }[], number] = await tx.query(
      `DELETE FROM session WHERE ${OWN_SESSIONS} AND ${SESSION_NAME} = $2 RETURNING sid`,
      [actor.personId, id],
    );
    if (ended.length === 0) throw new Problem('not-found', { detail: say({ code: 'session-ended' }) });
    await this.freshProof.demand(tx, actor.personId);
    await this.journal.append(ctx, IDENTITY_ACTS.endedElsewhere, { stream: actor.personId, subject: id });
  }
}

/** Those of a person. */
export const OWN_SESSIONS = `session.sess -> 'signedIn' ->> 'personId' = $1`;

/** As an actor's `sessionId` (actors.ts). */
export const SESSION_NAME = `left(encode(sha256(convert_to(session.sid, 'UTF8')), 'hex'), 32)`;

const OPEN = `
  SELECT ${SESSION_NAME} AS id, session.last_act_at, session.sess -> 'signedIn' AS signed_in, centre.name AS centre, profile.role
  FROM session
  LEFT JOIN profile ON profile.id::text = session.sess -> 'signedIn' ->> 'profileId'
  LEFT JOIN centre ON centre.id = profile.centre_id
  WHERE ${OWN_SESSIONS} AND session.expire > now() AND session.last_act_at > clock_timestamp() - make_interval(secs => $2)
  ORDER BY session.last_act_at DESC, session.sid`;
