import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/**
 * The life of an authorisation: its decisions, a row each, and beside the authorisation the days on which its status and its kind of access turn. What is there already is
 * taken over: its grant, and the suspension or the end that a manager made.
 */
export class AuthorisationDecisions1790000000220 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE authorisation
        ADD COLUMN turns           jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(turns) = 'array'),
        ADD COLUMN indication_code text CHECK (indication_code ~ '^[A-Z0-9]{4,10}$');

      CREATE TABLE authorisation_decision (
        id                uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        rank              bigint      GENERATED ALWAYS AS IDENTITY,
        authorisation_id  uuid        NOT NULL REFERENCES authorisation (id),
        kind              text        NOT NULL CHECK (kind ~ '^[a-z-]{4,30}$'),
        day               date        NOT NULL,
        decided_on        date        NOT NULL,
        authority         text        NOT NULL CHECK (authority IN ('has', 'ansm', 'european-commission', 'ministers', 'holder')),
        document          text        NOT NULL DEFAULT '',
        -- What it says beside its day: a term, a last day.
        details           jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
        reason            text        NOT NULL DEFAULT '',
        recorded_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        recorded_by_name  text        NOT NULL,
        cancelled_at      timestamptz,
        cancelled_by_name text,
        cancel_reason     text,
        CONSTRAINT cancelled_whole CHECK (num_nonnulls(cancelled_at, cancelled_by_name, cancel_reason) IN (0, 3))
      );
      CREATE INDEX authorisation_decision_of ON authorisation_decision (authorisation_id, day, rank);
      -- One grant, and no more.
      CREATE UNIQUE INDEX authorisation_decision_grant ON authorisation_decision (authorisation_id) WHERE kind = 'granted';
      GRANT SELECT, INSERT ON authorisation_decision TO ${APPLICATION_ROLE};
      GRANT UPDATE (cancelled_at, cancelled_by_name, cancel_reason) ON authorisation_decision TO ${APPLICATION_ROLE};`);
    await db.query(FUNCTIONS);
    await db.query(TAKEN_OVER);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER granted ON authorisation;
      DROP TRIGGER turns_at_term ON authorisation;
      DROP TABLE authorisation_decision;
      DROP FUNCTION authorisation_is_granted, authorisation_turns_at_term, decision_is_kept, authorisation_status, authorisation_kind, authorisation_turn_at_term;
      ALTER TABLE authorisation DROP COLUMN turns, DROP COLUMN indication_code;`);
  }
}

const FUNCTIONS = `
  -- What holds on a day: the last turn that is not after it; before the first, what the row says.
  CREATE FUNCTION authorisation_status(status text, turns jsonb, day text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce((SELECT turn ->> 'status' FROM jsonb_array_elements(turns) WITH ORDINALITY AS one (turn, rank)
      WHERE (turn ->> 'from') COLLATE "C" <= day ORDER BY rank DESC LIMIT 1), status)
  $$;
  CREATE FUNCTION authorisation_kind(kind text, turns jsonb, day text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce((SELECT turn ->> 'kind' FROM jsonb_array_elements(turns) WITH ORDINALITY AS one (turn, rank)
      WHERE (turn ->> 'from') COLLATE "C" <= day ORDER BY rank DESC LIMIT 1), kind)
  $$;

  -- A term that passes ends by itself, from the day after (charter R4, R5).
  CREATE FUNCTION authorisation_turn_at_term(ends_on date, kind text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_array(jsonb_build_object('from', to_char(ends_on + 1, 'YYYY-MM-DD'), 'status', 'ended', 'kind', kind))
  $$;
  CREATE FUNCTION authorisation_turns_at_term() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.turns = '[]' THEN NEW.turns := authorisation_turn_at_term(NEW.ends_on, NEW.kind); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER turns_at_term BEFORE INSERT ON authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_turns_at_term();

  -- No authorisation is without its grant: one that is entered brings it, as it was decided before.
  CREATE FUNCTION authorisation_is_granted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO authorisation_decision (authorisation_id, kind, day, decided_on, authority, details, recorded_by_name)
    VALUES (NEW.id, 'granted', NEW.granted_on, NEW.granted_on, CASE WHEN NEW.kind LIKE 'AAP%' THEN 'has' ELSE 'ansm' END,
      jsonb_build_object('access', NEW.kind, 'term', to_char(NEW.ends_on, 'YYYY-MM-DD'), 'takenOverOn', to_char(current_date, 'YYYY-MM-DD')), 'Passerelle');
    RETURN NULL;
  END $$;
  CREATE TRIGGER granted AFTER INSERT ON authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_is_granted();

  -- A decision is never edited nor forgotten: one that was a mistake is cancelled, once.
  CREATE FUNCTION decision_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.cancelled_at IS NULL AND OLD.kind <> 'granted' AND NEW.cancelled_at IS NOT NULL
      AND to_jsonb(NEW) - '{cancelled_at,cancelled_by_name,cancel_reason}'::text[] = to_jsonb(OLD) - '{cancelled_at,cancelled_by_name,cancel_reason}'::text[]
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'authorisation_decision is append-only' USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON authorisation_decision FOR EACH ROW EXECUTE FUNCTION decision_is_kept();`;

const TAKEN_OVER = `
  UPDATE authorisation SET turns = authorisation_turn_at_term(ends_on, kind);
  INSERT INTO authorisation_decision (authorisation_id, kind, day, decided_on, authority, details, recorded_at, recorded_by_name)
  SELECT id, 'granted', granted_on, granted_on, CASE WHEN kind LIKE 'AAP%' THEN 'has' ELSE 'ansm' END,
    jsonb_build_object('access', kind, 'term', to_char(ends_on, 'YYYY-MM-DD'), 'takenOverOn', to_char(current_date, 'YYYY-MM-DD')), created_at, 'Passerelle'
  FROM authorisation;

  -- Of an authorisation that a manager suspended or ended: since when, by whom and why, as the journal tells it.
  INSERT INTO authorisation_decision (authorisation_id, kind, day, decided_on, authority, details, reason, recorded_at, recorded_by_name)
  SELECT a.id, CASE a.status WHEN 'suspended' THEN 'suspended' ELSE 'withdrawn' END,
    greatest((told.at AT TIME ZONE 'Europe/Paris')::date, a.granted_on), greatest((told.at AT TIME ZONE 'Europe/Paris')::date, a.granted_on),
    CASE WHEN a.kind LIKE 'AAP%' THEN 'has' ELSE 'ansm' END, jsonb_build_object('takenOverOn', to_char(current_date, 'YYYY-MM-DD')),
    told.reason, told.at, told.by_name
  FROM authorisation a CROSS JOIN LATERAL (
    SELECT coalesce(max(e.at), clock_timestamp()) AS at, coalesce((array_agg(e.actor_name ORDER BY e.id DESC))[1], 'Passerelle') AS by_name,
      coalesce((array_agg(e.details::json ->> 'reason' ORDER BY e.id DESC))[1], '') AS reason
    FROM journal_entry e WHERE e.stream_kind = 'authorisation' AND e.stream_id = a.id::text AND e.action = 'authorisation.status-changed') told
  WHERE a.status <> 'in-force';`;
