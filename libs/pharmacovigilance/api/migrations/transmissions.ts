import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The clock runs until the declaration is transmitted: on which day, to whom, by whom. What was taken in charge before was never said to be
 * transmitted, so that its clock runs again until someone says it (docs/decisions/0017).
 */
export class Transmissions1790000000151 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE pv_declaration
        ADD COLUMN transmitted_on      date,
        ADD COLUMN transmitted_to      text,
        ADD COLUMN transmitted_by      uuid REFERENCES person (id),
        ADD COLUMN transmitted_at      timestamptz,
        ADD COLUMN transmitted_content int,
        ADD CONSTRAINT pv_transmission_whole CHECK (num_nulls(transmitted_on, transmitted_to, transmitted_by, transmitted_at, transmitted_content) IN (0, 5)),
        ADD CONSTRAINT pv_transmitted_was_read CHECK (transmitted_on IS NULL OR acknowledged_at IS NOT NULL);

      -- open_due_on: the nearest last day of what is not transmitted. unread_due_on: of what nobody has taken in charge, which open_due_on was.
      ALTER TABLE pv_case ADD COLUMN unread_due_on date;
      UPDATE pv_case SET unread_due_on = open_due_on;
      UPDATE pv_case SET open_due_on = (
        SELECT min((d.received_at AT TIME ZONE 'UTC')::date + CASE d.serious WHEN 'no' THEN 90 ELSE 15 END)
        FROM pv_declaration d WHERE d.case_id = pv_case.id AND d.received_at IS NOT NULL);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE pv_case SET open_due_on = unread_due_on;
      ALTER TABLE pv_case DROP COLUMN unread_due_on;
      ALTER TABLE pv_declaration DROP COLUMN transmitted_on, DROP COLUMN transmitted_to, DROP COLUMN transmitted_by, DROP COLUMN transmitted_at,
        DROP COLUMN transmitted_content;`);
  }
}
