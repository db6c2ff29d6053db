import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Which deadline of an authorisation was warned of, and how long before: once each. */
export class AuthorisationWarnings1790000000221 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE authorisation_warning (
        authorisation_id uuid        NOT NULL REFERENCES authorisation (id),
        code             text        NOT NULL,
        day              date        NOT NULL,
        -- Days before.
        notice           int         NOT NULL CHECK (notice > 0),
        warned_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (authorisation_id, code, day, notice)
      );
      GRANT SELECT, INSERT ON authorisation_warning TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE authorisation_warning`);
  }
}
