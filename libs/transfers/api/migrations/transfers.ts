import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Transfers of patients between centres: asked for, to come, done, taken back (charter C10.1). */
export class Transfers1790000000202 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE transfer (
        id               uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id     uuid        NOT NULL REFERENCES enrolment (id),
        authorisation_id uuid        NOT NULL REFERENCES authorisation (id),
        from_centre_id   text        NOT NULL REFERENCES centre (id),
        to_centre_id     text        NOT NULL REFERENCES centre (id),
        effective_on     date        NOT NULL,
        -- Who receives the patient there: for that authorisation it counts as their access request (C10.6).
        prescriber_id    uuid        NOT NULL REFERENCES person (id),
        -- On request of which of both centres.
        asked_by         text        NOT NULL CHECK (asked_by IN ('from', 'to')),
        -- The temporary transfer that this one ends.
        return_of        uuid        REFERENCES transfer (id),
        state            text        NOT NULL CHECK (state IN ('planned', 'done', 'cancelled', 'undone')),
        -- Whether the prescriber had no request of theirs there before.
        opened_access    boolean     NOT NULL DEFAULT false,
        -- Its entry in the journal of the file: what the other centre wrote comes after.
        done_seq         bigint,
        made_by          uuid        NOT NULL REFERENCES person (id),
        made_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
        settled_at       timestamptz,
        state_version    int         NOT NULL DEFAULT 1,
        CONSTRAINT transfer_moves CHECK (from_centre_id <> to_centre_id),
        CONSTRAINT transfer_done_is_told CHECK (state NOT IN ('done', 'undone') OR done_seq IS NOT NULL)
      );
      CREATE INDEX transfer_by_enrolment ON transfer (enrolment_id, made_at);
      CREATE INDEX transfer_to_come ON transfer (effective_on) WHERE state = 'planned';
      -- One at a time: a patient goes to one centre, and comes back once.
      CREATE UNIQUE INDEX transfer_planned_once ON transfer (enrolment_id, (return_of IS NULL)) WHERE state = 'planned';
      GRANT SELECT, INSERT, UPDATE ON transfer TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE transfer');
  }
}
