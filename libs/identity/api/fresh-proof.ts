import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Provider } from '#identity/domain';
import { CONFIG, type Config } from '#kernel/api';

/**
 * Since when a person must prove again who they are (charter C3.1, C5.9). It belongs to the person, here, whatever the provider's own session and whatever becomes
 * of cookies: a screen that locked, a device that was handed over, a session that was ended are all behind a password again. The end of a session
 * notes it by itself, in the database (migration fresh-proof), however it ends.
 */
@Injectable()
export class FreshProof {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** From now on, for anyone who signs in as this person. */
  async demand(tx: EntityManager, personId: string): Promise<void> {
    await tx.query('UPDATE person SET must_prove_since = clock_timestamp() WHERE id = $1', [personId]);
  }

  /** After which instant this person must have authenticated; undefined when whenever will do. A session left idle counts before anyone finds it so. */
  async since(provider: Provider, subject: string): Promise<Date | undefined> {
    const [row]: { since: Date | null }[] = await this.dataSource.query(SINCE, [provider, subject, this.config.idleMinutes * 60]);
    return row?.since ?? undefined;
  }
}

const SINCE = `
  SELECT greatest(person.must_prove_since, (
    SELECT max(session.last_act_at) + make_interval(secs => $3) FROM session
    WHERE session.sess -> 'signedIn' ->> 'personId' = person.id::text AND session.last_act_at < clock_timestamp() - make_interval(secs => $3)
  )) AS since
  FROM identity JOIN person ON person.id = identity.person_id WHERE identity.provider = $1 AND identity.subject = $2`;
