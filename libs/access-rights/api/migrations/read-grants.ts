import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** The reading of one file by a pharmacist of a centre that only dispenses: asked for, decided by a prescriber of the centre that follows the patient (charter C9.2). */
export class ReadGrants1790000000210 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read_grant (
        id               uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id     uuid        NOT NULL REFERENCES enrolment (id),
        authorisation_id uuid        NOT NULL REFERENCES authorisation (id),
        -- The centre that followed the patient when it was asked: the grant is its own, and of no other.
        centre_id        text        NOT NULL REFERENCES centre (id),
        asker_id         uuid        NOT NULL REFERENCES person (id),
        asker_centre_id  text        NOT NULL REFERENCES centre (id),
        why              text        NOT NULL,
        asked_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
        state            text        NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'granted', 'refused', 'withdrawn', 'ended')),
        -- The last day, included, where the pharmacist is. What is past stays « granted » here: the day says that it has ended.
        until_day        date,
        decided_by       uuid        REFERENCES person (id),
        decided_at       timestamptz,
        decision_reason  text,
        state_version    int         NOT NULL DEFAULT 1,
        CONSTRAINT read_grant_from_elsewhere CHECK (asker_centre_id <> centre_id),
        CONSTRAINT read_grant_is_decided_by_someone CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
        CONSTRAINT read_grant_is_granted_until CHECK (state NOT IN ('granted', 'withdrawn') OR (until_day IS NOT NULL AND decided_by IS NOT NULL)),
        CONSTRAINT read_grant_asked_is_undecided CHECK (state <> 'asked' OR decided_by IS NULL)
      );
      -- Asked twice at once, it is asked once.
      CREATE UNIQUE INDEX read_grant_asked_once ON read_grant (enrolment_id, centre_id, asker_id, asker_centre_id) WHERE state = 'asked';
      CREATE INDEX read_grant_by_asker ON read_grant (asker_id, asker_centre_id);
      CREATE INDEX read_grant_by_enrolment ON read_grant (enrolment_id);
      CREATE INDEX read_grant_by_centre ON read_grant (centre_id, authorisation_id);

      GRANT SELECT, INSERT, UPDATE ON read_grant TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE read_grant`);
  }
}
