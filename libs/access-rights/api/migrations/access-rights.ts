import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** What opens an authorisation to a person: a request made, a designation, an assignment of staff (charter C5.1, C5.4, C5.8). */
export class AccessRights1790000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Signing a FAT as prescriber is the request (C5.8). It lives until it is cancelled before it was sent.
      CREATE TABLE access_request (
        enrolment_id     uuid        NOT NULL,
        person_id        uuid        NOT NULL REFERENCES person (id),
        centre_id        text        NOT NULL REFERENCES centre (id),
        authorisation_id uuid        NOT NULL REFERENCES authorisation (id),
        made_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
        live             boolean     NOT NULL DEFAULT true,
        PRIMARY KEY (enrolment_id, person_id)
      );
      CREATE INDEX access_request_by_person ON access_request (person_id, centre_id) WHERE live;
      CREATE INDEX access_request_by_authorisation ON access_request (authorisation_id, centre_id) WHERE live;

      CREATE TABLE designation (
        id               uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        kind             text        NOT NULL CHECK (kind IN ('prescriber', 'pnm')),
        authorisation_id uuid        NOT NULL REFERENCES authorisation (id),
        centre_id        text        NOT NULL REFERENCES centre (id),
        designee_id      uuid        NOT NULL REFERENCES person (id),
        designator_id    uuid        NOT NULL REFERENCES person (id),
        starts_on        date        NOT NULL,
        ends_on          date        NOT NULL,
        withdrawn_at     timestamptz,
        withdrawn_by     uuid        REFERENCES person (id),
        state_version    int         NOT NULL DEFAULT 1,
        created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT designation_not_of_oneself CHECK (designee_id <> designator_id),
        CONSTRAINT designation_ends_after_start CHECK (ends_on >= starts_on)
      );
      -- One stands at a time: the profile's lock sees to it, since what ended by its date stays beside the next one.
      CREATE INDEX designation_standing ON designation (authorisation_id, centre_id, kind, designee_id) WHERE withdrawn_at IS NULL;
      CREATE INDEX designation_by_designee ON designation (designee_id, centre_id) WHERE withdrawn_at IS NULL;

      CREATE TABLE staff_scope (
        person_id        uuid NOT NULL REFERENCES staff (person_id),
        authorisation_id uuid NOT NULL REFERENCES authorisation (id),
        PRIMARY KEY (person_id, authorisation_id)
      );

      GRANT SELECT, INSERT, UPDATE ON access_request, designation TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, DELETE ON staff_scope TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE staff_scope, designation, access_request`);
  }
}
