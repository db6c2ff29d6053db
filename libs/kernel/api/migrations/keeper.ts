import type { MigrationInterface, QueryRunner } from 'typeorm';
import { KEEPER_ROLE } from '../database/database.js';

/**
 * The keeper purges what has a term, by functions that know the least term themselves, and may do nothing else; what it purged of the access log
 * stands in the journal. The application loses what it never needed: making things of its own in the database.
 */
export class Keeper1790000000171 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${KEEPER_ROLE}') THEN CREATE ROLE ${KEEPER_ROLE}; END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;

      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO ${KEEPER_ROLE};`);
    await db.query(PURGES);
    await db.query(`
      REVOKE EXECUTE ON FUNCTION purge_access_log, purge_idempotency, access_log_is_kept, journal_entry_text, journal_value_digest FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION purge_access_log, purge_idempotency TO ${KEEPER_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER append_only ON access_log;
      DROP TRIGGER kept ON access_log;
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
      DROP FUNCTION purge_access_log, purge_idempotency, access_log_is_kept;
      GRANT EXECUTE ON FUNCTION journal_entry_text, journal_value_digest TO PUBLIC;
      REVOKE USAGE ON SCHEMA public FROM ${KEEPER_ROLE};`);
  }
}

const PURGES = `
  -- The login, not the role it acts under: a function of the owner changes the second and never the first.
  CREATE FUNCTION access_log_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF session_user <> '${KEEPER_ROLE}' OR OLD.at > clock_timestamp() - interval '6 months' THEN
      RAISE EXCEPTION 'access_log is append-only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
  END $$;
  DROP TRIGGER append_only ON access_log;
  CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
  CREATE TRIGGER kept BEFORE DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION access_log_is_kept();

  -- Returns how many looks were forgotten.
  CREATE FUNCTION purge_access_log(months int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    before timestamptz := date_trunc('day', clock_timestamp()) - make_interval(months => greatest(months, 6));
    gone   bigint;
  BEGIN
    DELETE FROM access_log WHERE at < before;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN
      PERFORM journal_append('installation', 'access-log', '{"id":"system","name":"Passerelle","role":"system"}', 'access-log.purged', 'AccessLog',
        'access-log', json_build_object('before', to_char(before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'count', gone)::text, '[]');
    END IF;
    RETURN gone;
  END $$;

  -- A creation that is asked again after that long is another one.
  CREATE FUNCTION purge_idempotency(days int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    gone bigint;
  BEGIN
    DELETE FROM idempotency WHERE at < clock_timestamp() - make_interval(days => greatest(days, 7));
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
  END $$;`;
