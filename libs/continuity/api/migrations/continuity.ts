import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Compassionate accesses that an early one takes over, the patients whose collection goes on there, and the opening of a whole cohort's requests (charter C8.1–C8.3). */
export class Continuity1790000000260 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE relay (
        id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        former_id    uuid        NOT NULL REFERENCES authorisation (id),
        later_id     uuid        NOT NULL REFERENCES authorisation (id),
        made_by      uuid        NOT NULL REFERENCES person (id),
        made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        withdrawn_at timestamptz,
        CONSTRAINT relay_is_between_two CHECK (former_id <> later_id)
      );
      -- One early access takes over from a compassionate one; one may take over from several.
      CREATE UNIQUE INDEX relay_once ON relay (former_id) WHERE withdrawn_at IS NULL;
      CREATE INDEX relay_by_later ON relay (later_id);

      CREATE TABLE continuation (
        enrolment_id uuid        PRIMARY KEY REFERENCES enrolment (id),
        former_id    uuid        NOT NULL REFERENCES enrolment (id),
        relay_id     uuid        NOT NULL REFERENCES relay (id),
        -- How many requests of this patient were refused or cancelled before: two at once would be the same one.
        attempt      int         NOT NULL,
        made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT continuation_once UNIQUE (former_id, attempt),
        CONSTRAINT continuation_is_of_two CHECK (enrolment_id <> former_id)
      );
      CREATE INDEX continuation_by_relay ON continuation (relay_id);

      CREATE TABLE cohort (
        id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        relay_id   uuid        NOT NULL REFERENCES relay (id),
        person_id  uuid        NOT NULL REFERENCES person (id),
        -- In which role it was asked: each request is opened so, with the rights of the moment.
        actor      jsonb       NOT NULL,
        state      text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'stopped')),
        begun_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        settled_at timestamptz
      );
      CREATE UNIQUE INDEX cohort_running_once ON cohort (relay_id) WHERE state = 'running';
      CREATE INDEX cohort_of_relay ON cohort (relay_id, begun_at DESC);

      -- What became of each patient is written with it: what a worker that died left undone is read from here.
      CREATE TABLE cohort_line (
        cohort_id    uuid NOT NULL REFERENCES cohort (id),
        seq          int  NOT NULL,
        enrolment_id uuid NOT NULL REFERENCES enrolment (id),
        attempts     int  NOT NULL DEFAULT 0,
        outcome      text CHECK (outcome IN ('opened', 'kept', 'failed')),
        message      text,
        PRIMARY KEY (cohort_id, seq),
        CONSTRAINT cohort_line_once UNIQUE (cohort_id, enrolment_id)
      );
      CREATE INDEX cohort_line_left ON cohort_line (cohort_id, attempts, seq) WHERE outcome IS NULL;

      GRANT SELECT, INSERT, UPDATE ON relay, continuation, cohort, cohort_line TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE cohort_line, cohort, continuation, relay');
  }
}
