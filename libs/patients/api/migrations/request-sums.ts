import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

const KEY = 'authorisation_id, centre_id, state, received, month';

/** What counts of a request, as it is in `row`. */
const counted = (sign: number, row: string) => `
  INSERT INTO request_sum (${KEY}, requests)
  VALUES (${row}.authorisation_id, ${row}.centre_id, ${row}.state, ${row}.first_sent_at IS NOT NULL,
    inclusion_month(${row}.state, ${row}.decided_at, ${row}.centre_id), ${sign});`;

const ofRow = (row: string) =>
  `(${row}.authorisation_id, ${row}.centre_id, ${row}.state, ${row}.first_sent_at IS NULL, CASE WHEN ${row}.state = 'granted' THEN ${row}.decided_at END)`;

/** How many requests stand where, and how many patients were given a number in each month, kept summed as they change (docs/decisions/0024). */
export class RequestSums1790000000193 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE request_sum (
        id               bigint  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
        -- No keys of other tables are looked up at each change: they come from rows that have them.
        authorisation_id uuid    NOT NULL,
        centre_id        text    NOT NULL,
        state            text    NOT NULL,
        -- Whether it was ever sent to the holder.
        received         boolean NOT NULL,
        -- The first day of the month in which a number was given; empty without one.
        month            date,
        requests         int     NOT NULL,
        folded           boolean NOT NULL DEFAULT false
      );
      CREATE INDEX request_sum_by_authorisation ON request_sum (authorisation_id);
      CREATE INDEX request_sum_by_centre ON request_sum (centre_id);
      CREATE INDEX request_sum_unfolded ON request_sum (id) WHERE NOT folded;
      GRANT SELECT, INSERT, DELETE ON request_sum TO ${APPLICATION_ROLE};

      CREATE FUNCTION inclusion_month(of_state text, at timestamptz, of_centre text) RETURNS date LANGUAGE sql STABLE AS $$
        SELECT date_trunc('month', at AT TIME ZONE centre.zone)::date FROM centre WHERE centre.id = of_centre AND of_state = 'granted'
      $$;

      CREATE FUNCTION request_sum_enrolment() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN ${counted(-1, 'OLD')} END IF;
        IF TG_OP <> 'DELETE' THEN ${counted(1, 'NEW')} END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER request_sum_begun_or_gone AFTER INSERT OR DELETE ON enrolment FOR EACH ROW EXECUTE FUNCTION request_sum_enrolment();
      CREATE TRIGGER request_sum_moved AFTER UPDATE ON enrolment FOR EACH ROW
        WHEN (${ofRow('OLD')} IS DISTINCT FROM ${ofRow('NEW')}) EXECUTE FUNCTION request_sum_enrolment();

      INSERT INTO request_sum (${KEY}, requests, folded)
        SELECT authorisation_id, centre_id, state, first_sent_at IS NOT NULL, inclusion_month(state, decided_at, centre_id), count(*), true
        FROM enrolment GROUP BY 1, 2, 3, 4, 5;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER request_sum_moved ON enrolment;
      DROP TRIGGER request_sum_begun_or_gone ON enrolment;
      DROP FUNCTION request_sum_enrolment;
      DROP FUNCTION inclusion_month;
      DROP TABLE request_sum;`);
  }
}
