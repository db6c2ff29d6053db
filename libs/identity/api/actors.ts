import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Actor, type Config } from '#kernel/api';
import { factorDue } from '#identity/domain';
import { FactorGate } from './second-factor/factor-gate.js';
import type { SignedIn } from './session.js';

interface Row {
  family_name: string;
  given_name: string;
  idle: boolean;
  rested: boolean;
  staff_role: string | null;
  staff_active: boolean | null;
  profile_id: string | null;
  role: string;
  centre_id: string;
  centre_name: string;
  enrolled: boolean;
}

/** Acts are noted at most this often: a note at each would double the writes. */
const NOTED_EVERY_SECONDS = 10;

/** Who acts, read anew at each request: a closed account or a profile that is no more is out at once. */
@Injectable()
export class Actors {
  constructor(
    private readonly dataSource: DataSource,
    private readonly gate: FactorGate,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The actor of a session; `undefined` once it is over, idle too long, or without an account that is still open. */
  async of(sid: string, signedIn: SignedIn, acts: boolean): Promise<Actor | undefined> {
    if (Date.now() - signedIn.startedAt > this.config.sessionHours * 3_600_000) return undefined;
    const [row]: Row[] = await this.dataSource.query(SESSION_ACTOR, [
      sid,
      signedIn.personId,
      signedIn.profileId ?? null,
      this.config.idleMinutes * 60,
      NOTED_EVERY_SECONDS,
    ]);
    if (!row || row.idle || !stillOpen(row, signedIn)) return undefined;
    if (acts && row.rested) await this.dataSource.query('UPDATE session SET last_act_at = clock_timestamp() WHERE sid = $1', [sid]);
    const demanded = this.gate.demandedOf(signedIn.provider);
    const due = factorDue({ demanded, enrolled: row.enrolled, ...(signedIn.proof && { strength: signedIn.proof }) });
    return {
      personId: signedIn.personId,
      name: `${row.given_name} ${row.family_name}`,
      // The id itself is a key: whoever needs to tell sessions apart needs no more than its digest.
      sessionId: createHash('sha256').update(sid).digest('hex').slice(0, 32),
      provider: signedIn.provider,
      ...(row.profile_id && {
        profile: { id: row.profile_id, role: row.role, centreId: row.centre_id, centreName: row.centre_name },
      }),
      ...(due && { secondFactor: due }),
      ...(signedIn.handedOver && { handedOver: signedIn.handedOver }),
      // The authorisations of a staff account are the access rights' to say.
      ...(signedIn.provider === 'operateur' && { staff: { role: row.staff_role ?? '', authorisationIds: [] } }),
    };
  }
}

function stillOpen(row: Row, { provider, profileId }: SignedIn): boolean {
  if (provider === 'operateur') return row.staff_active === true;
  return row.staff_role === null && (profileId === undefined || row.profile_id !== null);
}

const SESSION_ACTOR = `
  SELECT p.family_name, p.given_name, st.role AS staff_role, st.active AS staff_active, pr.id AS profile_id, pr.role, pr.centre_id, c.name AS centre_name,
    EXISTS (SELECT FROM second_factor f WHERE f.person_id = p.id) AS enrolled,
    s.last_act_at < clock_timestamp() - make_interval(secs => $4) AS idle,
    s.last_act_at < clock_timestamp() - make_interval(secs => $5) AS rested
  FROM session s
  JOIN person p ON p.id = $2
  LEFT JOIN staff st ON st.person_id = p.id
  LEFT JOIN profile pr ON pr.id = $3 AND pr.person_id = p.id AND pr.active
  LEFT JOIN centre c ON c.id = pr.centre_id
  WHERE s.sid = $1`;
