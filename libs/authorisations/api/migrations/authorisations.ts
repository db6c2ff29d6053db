import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Holders, authorisations and the groups that may share one access (charter C3.3). */
export class Authorisations1790000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE holder (
        id   text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{2,40}$'),
        name text NOT NULL
      );

      -- Several indications of one medicine: one grant opens all (single), or each is separate (C3.3).
      CREATE TABLE authorisation_group (
        id     uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name   text NOT NULL,
        access text NOT NULL CHECK (access IN ('single', 'separate'))
      );

      CREATE TABLE authorisation (
        id            uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        code          text        NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{2,8}$'),
        holder_id     text        NOT NULL REFERENCES holder (id),
        group_id      uuid        REFERENCES authorisation_group (id),
        kind          text        NOT NULL CHECK (kind IN ('AAP-PRE-AMM', 'AAP-POST-AMM', 'AAC', 'AAC-PRE-PRECOCE', 'CPC')),
        medicine      text        NOT NULL,
        inn           text        NOT NULL,
        indication    text        NOT NULL,
        ucd_codes     text[]      NOT NULL DEFAULT '{}',
        protocol_code text        NOT NULL,
        status        text        NOT NULL DEFAULT 'in-force' CHECK (status IN ('in-force', 'suspended', 'ended')),
        granted_on    date        NOT NULL,
        ends_on       date        NOT NULL,
        state_version int         NOT NULL DEFAULT 1,
        created_at    timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX authorisation_by_holder ON authorisation (holder_id);

      GRANT SELECT, INSERT, UPDATE ON holder, authorisation_group, authorisation TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE authorisation, authorisation_group, holder`);
  }
}
