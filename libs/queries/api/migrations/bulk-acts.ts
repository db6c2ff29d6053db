import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** One act on many queries or forms, and what became of each line: what a worker that died left undone is read from here. */
export class BulkActs1790000000142 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE bulk_act (
        id          uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id   uuid        NOT NULL REFERENCES person (id),
        -- In which role and centre it was asked: the act is done so, with the rights of the moment at each line.
        actor       jsonb       NOT NULL,
        act         text        NOT NULL CHECK (act IN ('ask', 'close', 'reopen', 'assign', 'due', 'remind', 'mark-read', 'mark-verified', 'lock')),
        wish        jsonb       NOT NULL,
        state       text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'stopped', 'done')),
        total       int         NOT NULL,
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        settled_at  timestamptz,
        put_away_at timestamptz,
        lease_until timestamptz
      );
      CREATE INDEX bulk_act_of_person ON bulk_act (person_id, created_at DESC);
      CREATE INDEX bulk_act_running ON bulk_act (created_at) WHERE state = 'running';

      CREATE TABLE bulk_line (
        act_id       uuid NOT NULL REFERENCES bulk_act (id),
        seq          int  NOT NULL,
        -- Null for what does not exist: lines of one patient follow each other, so that they do not wait for each other's lock.
        enrolment_id uuid,
        target       jsonb NOT NULL,
        attempts     int  NOT NULL DEFAULT 0,
        outcome      text CHECK (outcome IN ('done', 'refused', 'failed')),
        message      text,
        -- The query or the form on which it was done.
        subject_id   uuid,
        settled_at   timestamptz,
        PRIMARY KEY (act_id, seq)
      );
      CREATE INDEX bulk_line_left ON bulk_line (act_id, seq) WHERE outcome IS NULL;

      GRANT SELECT, INSERT, UPDATE ON bulk_act, bulk_line TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE bulk_line, bulk_act');
  }
}
