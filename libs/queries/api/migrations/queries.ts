import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Queries with their threads, and the filters that people keep. */
export class Queries1790000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What the policy looks at is NOT NULL. The words of the form and of the question are those of the day it was asked.
      CREATE TABLE query (
        id                uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id      uuid        NOT NULL REFERENCES enrolment (id),
        authorisation_id  uuid        NOT NULL REFERENCES authorisation (id),
        form_id           uuid        REFERENCES form_record (id),
        form_code         text        NOT NULL DEFAULT '',
        form_title        text        NOT NULL DEFAULT '',
        item              text        NOT NULL DEFAULT '',
        item_label        text        NOT NULL DEFAULT '',
        -- Of a system query: the check, its row when it is of one, and a digest of the answers that it judged.
        check_code        text        NOT NULL DEFAULT '',
        check_key         text        NOT NULL DEFAULT '',
        judged            text        NOT NULL DEFAULT '',
        asked_by          text        NOT NULL CHECK (asked_by IN ('system', 'operator', 'hospital')),
        asker_id          uuid        REFERENCES person (id),
        asker_name        text        NOT NULL DEFAULT '',
        asker_centre_id   text        NOT NULL DEFAULT '',
        visit_centre_id   text        NOT NULL REFERENCES centre (id),
        state             text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed', 'cancelled')),
        question          text        NOT NULL,
        -- As people read it, and the centre that had entered it.
        value_then        text,
        value_then_centre text        NOT NULL DEFAULT '',
        settled_by_system boolean     NOT NULL DEFAULT false,
        opened_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
        changed_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
        due_on            date,
        assignee_id       uuid        REFERENCES person (id),
        version           int         NOT NULL DEFAULT 1,
        CONSTRAINT query_of_system_has_check CHECK ((asked_by = 'system') = (check_key <> ''))
      );
      CREATE UNIQUE INDEX query_check_live_once ON query (form_id, check_key) WHERE asked_by = 'system' AND state IN ('open', 'answered');
      -- Lists: the oldest first, of an authorisation, of a patient; most of what is looked at is not settled yet.
      CREATE INDEX query_by_age ON query (opened_at, id);
      CREATE INDEX query_live_by_age ON query (opened_at, id) WHERE state IN ('open', 'answered');
      CREATE INDEX query_by_authorisation ON query (authorisation_id, state, opened_at, id);
      CREATE INDEX query_by_enrolment ON query (enrolment_id, opened_at, id);
      CREATE INDEX query_by_form ON query (form_id, state);
      CREATE INDEX query_by_assignee ON query (assignee_id, opened_at, id) WHERE assignee_id IS NOT NULL;

      CREATE TABLE query_message (
        query_id  uuid        NOT NULL REFERENCES query (id),
        seq       int         NOT NULL,
        kind      text        NOT NULL CHECK (kind IN ('asked', 'answered', 'reopened', 'closed', 'cancelled', 'assigned')),
        at        timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_id     uuid        REFERENCES person (id),
        by_name   text        NOT NULL,
        by_role   text        NOT NULL,
        centre_id text        NOT NULL DEFAULT '',
        text      text,
        PRIMARY KEY (query_id, seq)
      );

      CREATE TABLE query_filter (
        id        uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid        NOT NULL REFERENCES person (id),
        name      text        NOT NULL,
        filter    jsonb       NOT NULL,
        saved_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (person_id, name)
      );

      GRANT SELECT, INSERT, UPDATE ON query, query_message TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON query_filter TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE query_filter, query_message, query`);
  }
}
