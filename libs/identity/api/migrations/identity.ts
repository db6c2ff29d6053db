import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** People, the identities by which providers know them, centres, profiles, the operator's staff, sessions. */
export class Identity1790000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE person (
        id          uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        family_name text        NOT NULL,
        given_name  text        NOT NULL,
        email       text        NOT NULL,
        rpps        text,
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      -- A person is known by provider and subject, never by an e-mail address.
      CREATE TABLE identity (
        provider  text        NOT NULL CHECK (provider IN ('plage', 'psc', 'operateur')),
        subject   text        NOT NULL,
        person_id uuid        NOT NULL REFERENCES person (id),
        linked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (provider, subject)
      );
      CREATE INDEX identity_by_person ON identity (person_id);

      -- A health establishment: its id is a FINESS number (geographic by default).
      CREATE TABLE centre (
        id         text PRIMARY KEY CHECK (id ~ '^[0-9A-Z]{9}$'),
        name       text NOT NULL,
        legal_id   text NOT NULL,
        zone       text NOT NULL DEFAULT 'Europe/Paris'
      );

      CREATE TABLE profile (
        id        uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid        NOT NULL REFERENCES person (id),
        centre_id text        NOT NULL REFERENCES centre (id),
        role      text        NOT NULL CHECK (role IN ('prescriber', 'pharmacist', 'pnm')),
        active    boolean     NOT NULL DEFAULT true,
        seen_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (person_id, centre_id, role)
      );
      CREATE INDEX profile_by_centre ON profile (centre_id, role);

      CREATE TABLE staff (
        person_id  uuid        PRIMARY KEY REFERENCES person (id),
        role       text        NOT NULL CHECK (role IN ('exploitant', 'data-manager', 'gestionnaire', 'administrateur')),
        holder_id  text,
        active     boolean     NOT NULL DEFAULT true,
        state_version int      NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT staff_exploitant_has_holder CHECK (role <> 'exploitant' OR holder_id IS NOT NULL)
      );

      -- The last act stands beside the session, not in it: noting it never writes an ended session again.
      CREATE TABLE session (
        sid         text         PRIMARY KEY,
        sess        json         NOT NULL,
        expire      timestamp(6) NOT NULL,
        last_act_at timestamptz  NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX session_by_expire ON session (expire);

      GRANT SELECT, INSERT, UPDATE ON person, identity, centre, profile, staff TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON session TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE session, staff, profile, centre, identity, person`);
  }
}
