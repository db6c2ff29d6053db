import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Our own second factor: what each person enrolled, the questions that wait for an answer, and the wrong codes in a row. */
export class SecondFactor1790000000180 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE second_factor (
        id            uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id     uuid        NOT NULL REFERENCES person (id),
        kind          text        NOT NULL CHECK (kind IN ('passkey', 'app')),
        label         text        NOT NULL,
        -- A passkey: its public half, and how often it says that it was used.
        credential_id text        UNIQUE,
        public_key    bytea,
        counter       bigint,
        transports    text[],
        stays         boolean,
        -- An authenticator app: its secret, encrypted under a key that the database does not hold; the last code it gave.
        secret        bytea,
        last_step     bigint,
        made_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        used_at       timestamptz,
        CONSTRAINT second_factor_is_one_kind CHECK (
          CASE kind WHEN 'passkey' THEN num_nulls(credential_id, public_key, counter, transports, stays) = 0 AND num_nonnulls(secret, last_step) = 0
          ELSE num_nonnulls(credential_id, public_key, counter, transports, stays) = 0 AND secret IS NOT NULL END)
      );
      CREATE INDEX second_factor_by_person ON second_factor (person_id);

      -- What a session was asked, until it answers: each is taken once. A session is named by its digest, as in the journal.
      CREATE TABLE factor_question (
        session_id text        NOT NULL,
        purpose    text        NOT NULL CHECK (purpose IN ('enrol-passkey', 'enrol-app', 'give-passkey')),
        challenge  text,
        secret     bytea,
        asked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (session_id, purpose),
        CONSTRAINT factor_question_asks CHECK (num_nonnulls(challenge, secret) = 1)
      );

      -- Wrong codes in a row, of a person, whatever session they came from.
      CREATE TABLE factor_brake (
        person_id uuid        PRIMARY KEY REFERENCES person (id),
        failures  int         NOT NULL DEFAULT 0,
        until     timestamptz
      );

      GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, factor_question TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE ON factor_brake TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE factor_brake, factor_question, second_factor`);
  }
}
