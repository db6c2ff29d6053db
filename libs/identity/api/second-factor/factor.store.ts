import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem, type Actor } from '#kernel/api';
import { OWN_SESSIONS, SESSION_NAME } from '../own-sessions.service.js';

export type FactorKind = 'passkey' | 'app';

/** A second factor of a person, without what it is recognised by. */
export interface Factor {
  readonly id: string;
  readonly kind: FactorKind;
  readonly label: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** A passkey, as it is kept: its public half. */
export interface Passkey extends Factor {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  /** Whether it never leaves the device it was made on. */
  readonly stays: boolean;
}

/** An authenticator app, as it is kept: its secret encrypted. */
export interface App extends Factor {
  readonly secret: Buffer;
  /** Of the last code that was taken. */
  readonly lastStep: number | null;
}

/** What a session was asked. */
export type QuestionPurpose = 'enrol-passkey' | 'enrol-app' | 'give-passkey';

/** All networks from which a person gave no second factor lately. */
const ELSEWHERE = '';
/** How long a network is known after the last one. */
const KNOWN_DAYS = 180;

/** Of the address `$2`: IPv4 as it is, however it is written; a /64 of IPv6, which is one household. Empty for none. */
const NETWORK = `(SELECT CASE WHEN address IS NULL THEN '-' WHEN family(address) = 4 THEN host(address) ELSE network(set_masklen(address, 64))::text END
  FROM (SELECT nullif(regexp_replace($2, '^::ffff:(?=\\d+\\.)', '', 'i'), '')::inet AS address) asked)`;

/** A question that nobody answers in so many minutes was not asked. */
const QUESTION_MINUTES = 10;

/** Holds the person's factors until the end of the transaction: two acts on them wait for each other, a first enrolment too. */
export async function lockFactors(tx: EntityManager, personId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`second-factor:${personId}`]);
}

/** All SQL about second factors. */
@Injectable()
export class FactorStore {
  async list(tx: EntityManager, personId: string): Promise<Factor[]> {
    return tx.query(`SELECT ${SHOWN} FROM second_factor WHERE person_id = $1 ORDER BY made_at, id`, [personId]);
  }

  /** As `lockFactors`; and the person who waited for an act that ended their session acts no more. @throws Problem `not-signed-in`. */
  async lock(tx: EntityManager, { personId, sessionId }: Pick<Actor, 'personId' | 'sessionId'>): Promise<void> {
    await lockFactors(tx, personId);
    const open: unknown[] = await tx.query(`SELECT FROM session WHERE ${OWN_SESSIONS} AND ${SESSION_NAME} = $2`, [personId, sessionId]);
    if (open.length === 0) throw new Problem('not-signed-in');
  }

  async passkeys(tx: EntityManager, personId: string): Promise<Passkey[]> {
    const rows: (Omit<Passkey, 'counter'> & { counter: string })[] = await tx.query(
      `SELECT ${SHOWN}, credential_id AS "credentialId", public_key AS "publicKey", counter, transports, stays
       FROM second_factor WHERE person_id = $1 AND kind = 'passkey' ORDER BY made_at, id`,
      [personId],
    );
    return rows.map((row) => ({ ...row, counter: Number(row.counter) }));
  }

  async apps(tx: EntityManager, personId: string): Promise<App[]> {
    const rows: (Omit<App, 'lastStep'> & { lastStep: string | null })[] = await tx.query(
      `SELECT ${SHOWN}, secret, last_step AS "lastStep" FROM second_factor WHERE person_id = $1 AND kind = 'app' ORDER BY made_at, id`,
      [personId],
    );
    return rows.map((row) => ({ ...row, lastStep: row.lastStep === null ? null : Number(row.lastStep) }));
  }

  /** @returns its id; undefined when somebody has that very passkey already. */
  async addPasskey(
    tx: EntityManager,
    personId: string,
    passkey: Pick<Passkey, 'label' | 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'stays'>,
  ): Promise<string | undefined> {
    const { label, credentialId, publicKey, counter, transports, stays } = passkey;
    const [row] = await tx.query(
      `INSERT INTO second_factor (person_id, kind, label, credential_id, public_key, counter, transports, stays, used_at)
       VALUES ($1, 'passkey', $2, $3, $4, $5, $6, $7, clock_timestamp()) ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
      [personId, label, credentialId, publicKey, counter, transports, stays],
    );
    return row?.id;
  }

  async addApp(tx: EntityManager, personId: string, app: Pick<App, 'label' | 'secret'> & { lastStep: number }): Promise<string> {
    const [{ id }] = await tx.query(
      `INSERT INTO second_factor (person_id, kind, label, secret, last_step, used_at) VALUES ($1, 'app', $2, $3, $4, clock_timestamp()) RETURNING id`,
      [personId, app.label, app.secret, app.lastStep],
    );
    return id;
  }

  /** A counter that another use has moved meanwhile is not taken back. @returns whether it was this use. */
  async usedPasskey(tx: EntityManager, { id, counter: before }: Passkey, counter: number): Promise<boolean> {
    const [rows]: [unknown[], number] = await tx.query(
      'UPDATE second_factor SET counter = $3, used_at = clock_timestamp() WHERE id = $1 AND counter = $2 RETURNING id',
      [id, before, counter],
    );
    return rows.length > 0;
  }

  async usedApp(tx: EntityManager, id: string, step: number): Promise<void> {
    await tx.query('UPDATE second_factor SET last_step = $2, used_at = clock_timestamp() WHERE id = $1', [id, step]);
  }

  /** @returns what it was called before; undefined when it is none of theirs. */
  async rename(tx: EntityManager, personId: string, id: string, label: string): Promise<string | undefined> {
    const [before] = await tx.query('SELECT label FROM second_factor WHERE id = $1 AND person_id = $2 FOR NO KEY UPDATE', [id, personId]);
    if (before) await tx.query('UPDATE second_factor SET label = $2 WHERE id = $1', [id, label]);
    return before?.label;
  }

  async remove(tx: EntityManager, id: string): Promise<void> {
    await tx.query('DELETE FROM second_factor WHERE id = $1', [id]);
  }

  /** One question a session and purpose: a newer one takes its place. Those that nobody answered go with it. */
  async ask(
    tx: EntityManager,
    sessionId: string,
    purpose: QuestionPurpose,
    asked: { challenge: string } | { secret: Buffer },
  ): Promise<void> {
    await tx.query(`DELETE FROM factor_question WHERE asked_at < clock_timestamp() - make_interval(mins => $1)`, [QUESTION_MINUTES]);
    await tx.query(
      `INSERT INTO factor_question (session_id, purpose, challenge, secret) VALUES ($1, $2, $3, $4)
       ON CONFLICT (session_id, purpose) DO UPDATE SET challenge = excluded.challenge, secret = excluded.secret, asked_at = clock_timestamp()`,
      [sessionId, purpose, 'challenge' in asked ? asked.challenge : null, 'secret' in asked ? asked.secret : null],
    );
  }

  /** Takes the question: an answer serves once. */
  async take(
    tx: EntityManager,
    sessionId: string,
    purpose: QuestionPurpose,
  ): Promise<{ challenge: string | null; secret: Buffer | null } | undefined> {
    const [rows] = await tx.query(
      `DELETE FROM factor_question WHERE session_id = $1 AND purpose = $2 AND asked_at > clock_timestamp() - make_interval(mins => $3)
       RETURNING challenge, secret`,
      [sessionId, purpose, QUESTION_MINUTES],
    );
    return rows[0];
  }

  /**
   * From where a code comes, as far as brakes are concerned: a network (an address, a /64 of IPv6) from which this person gave a second factor lately, or `''` for
   * all others together.
   */
  async networkOf(tx: EntityManager, personId: string, address: string | undefined): Promise<string> {
    const [row] = await tx.query(
      `SELECT network FROM factor_brake WHERE person_id = $1 AND network = ${NETWORK} AND given_at > clock_timestamp() - make_interval(days => $3)`,
      [personId, address ?? '', KNOWN_DAYS],
    );
    return row?.network ?? ELSEWHERE;
  }

  /** They gave a second factor from there: wrong codes from elsewhere do not hold them up there. */
  async known(tx: EntityManager, personId: string, address: string | undefined): Promise<void> {
    if (!address) return;
    await tx.query(
      `INSERT INTO factor_brake (person_id, network, given_at) VALUES ($1, ${NETWORK}, clock_timestamp())
       ON CONFLICT (person_id, network) DO UPDATE SET given_at = clock_timestamp(), failures = 0, failed_at = NULL, until = NULL`,
      [personId, address],
    );
  }

  /** Wrong codes in a row from there, held until the end of the transaction. A day without one and they are forgotten. */
  async brake(tx: EntityManager, personId: string, network: string): Promise<{ failures: number; waitSeconds: number }> {
    if (network === ELSEWHERE)
      await tx.query(`INSERT INTO factor_brake (person_id, network) VALUES ($1, '') ON CONFLICT DO NOTHING`, [personId]);
    const [row] = await tx.query(
      `SELECT CASE WHEN failed_at > clock_timestamp() - interval '1 day' THEN failures ELSE 0 END AS failures,
         greatest(0, ceil(extract(epoch FROM until - clock_timestamp())))::int AS "waitSeconds"
       FROM factor_brake WHERE person_id = $1 AND network = $2 FOR UPDATE`,
      [personId, network],
    );
    return { failures: row.failures, waitSeconds: row.waitSeconds ?? 0 };
  }

  /** One more wrong code from there. */
  async refuse(tx: EntityManager, personId: string, network: string, failures: number, pauseSeconds: number): Promise<void> {
    await tx.query(
      `UPDATE factor_brake SET failures = $3, failed_at = clock_timestamp(), until = CASE WHEN $4 > 0 THEN clock_timestamp() + make_interval(secs => $4) END
       WHERE person_id = $1 AND network = $2`,
      [personId, network, failures, pauseSeconds],
    );
  }

  /** A right code from there. */
  async release(tx: EntityManager, personId: string, network: string): Promise<void> {
    await tx.query('UPDATE factor_brake SET failures = 0, failed_at = NULL, until = NULL WHERE person_id = $1 AND network = $2', [
      personId,
      network,
    ]);
  }
}

const SHOWN = `id, kind, label, made_at AS "madeAt", used_at AS "usedAt"`;
