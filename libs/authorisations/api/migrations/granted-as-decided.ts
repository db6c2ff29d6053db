import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An authorisation that is opened brings its grant in the same statement, as it was decided; one that is entered without is given the one of before. */
export class GrantedAsDecided1790000000230 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      granted(
        `IF EXISTS (SELECT FROM authorisation_decision WHERE authorisation_id = NEW.id AND kind = 'granted') THEN RETURN NULL; END IF;`,
      ),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(granted(''));
  }
}

const granted = (first: string): string => `
  CREATE OR REPLACE FUNCTION authorisation_is_granted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${first}
    INSERT INTO authorisation_decision (authorisation_id, kind, day, decided_on, authority, details, recorded_by_name)
    VALUES (NEW.id, 'granted', NEW.granted_on, NEW.granted_on, CASE WHEN NEW.kind LIKE 'AAP%' THEN 'has' ELSE 'ansm' END,
      jsonb_build_object('access', NEW.kind, 'term', to_char(NEW.ends_on, 'YYYY-MM-DD'), 'takenOverOn', to_char(current_date, 'YYYY-MM-DD')), 'Passerelle');
    RETURN NULL;
  END $$;`;
