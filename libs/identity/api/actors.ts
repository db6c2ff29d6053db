import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Actor, type Config } from '#kernel/api';
import { factorDue } from '#identity/domain';
import type { KnownSession } from './known-session.js';
import { FactorGate } from './second-factor/factor-gate.js';
import type { SignedIn } from './session.js';
import { WebSessions } from './web-sessions.js';

/** Who acts, with what opens rights to them as `FactsOfPerson` reads it. */
export interface KnownActor {
  readonly actor: Actor;
  readonly facts: unknown;
}

/** Who acts, from what was read of their session at this request: a closed account or a profile that is no more is out at once. */
@Injectable()
export class Actors {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: WebSessions,
    private readonly gate: FactorGate,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Reads it again, for what lasts longer than a request, and is no act. */
  async again(sid: string): Promise<KnownActor | undefined> {
    const known = await this.sessions.read(sid);
    return known && this.from(sid, known);
  }

  /** The actor of a session; `undefined` once it is over, idle too long, or without an account that is still open. */
  from(sid: string, known: KnownSession): KnownActor | undefined {
    const { signedIn } = known.sess;
    if (!signedIn || Date.now() - signedIn.startedAt > this.config.sessionHours * 3_600_000) return undefined;
    return known.idle || !stillOpen(known, signedIn) ? undefined : { actor: this.actor(sid, known, signedIn), facts: known.facts };
  }

  /** That someone was there, from which idleness is counted. */
  async note(sid: string, { rested }: KnownSession): Promise<void> {
    if (rested) await this.dataSource.query('UPDATE session SET last_act_at = clock_timestamp() WHERE sid = $1', [sid]);
  }

  private actor(sid: string, known: KnownSession, signedIn: SignedIn): Actor {
    const demanded = this.gate.demandedOf(signedIn.provider);
    const due = factorDue({ demanded, enrolled: known.enrolled, ...(signedIn.proof && { strength: signedIn.proof }) });
    return {
      personId: signedIn.personId,
      name: `${known.given_name} ${known.family_name}`,
      // The id itself is a key: anyone who needs to tell sessions apart needs no more than its digest.
      sessionId: createHash('sha256').update(sid).digest('hex').slice(0, 32),
      provider: signedIn.provider,
      ...(known.profile_id && {
        profile: { id: known.profile_id, role: known.role, centreId: known.centre_id, centreName: known.centre_name },
      }),
      ...(due && { secondFactor: due }),
      ...(signedIn.handedOver && { handedOver: signedIn.handedOver }),
      // The authorisations of a staff account are the access rights' to say.
      ...(signedIn.provider === 'operateur' && { staff: { role: known.staff_role ?? '', authorisationIds: [] } }),
    };
  }
}

function stillOpen(known: KnownSession, { provider, profileId }: SignedIn): boolean {
  if (known.family_name === null) return false;
  if (provider === 'operateur') return known.staff_active === true;
  return known.staff_role === null && (profileId === undefined || known.profile_id !== null);
}
