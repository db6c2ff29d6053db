import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '../database/database.js';

/**
 * The journal, its seals, the access log and idempotency (docs/decisions/0003-journal.md). Everything that decides what the journal
 * says runs in the database, in `journal_append`: one round trip, and a hash over exactly the text that is stored.
 */
export class Journal1790000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        -- An owner who may make no role finds it made.
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APPLICATION_ROLE}') THEN CREATE ROLE ${APPLICATION_ROLE}; END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await db.query(`GRANT USAGE ON SCHEMA public TO ${APPLICATION_ROLE}`);
    await db.query(TABLES);
    await db.query(APPEND_ONLY);
    await db.query(APPEND);
    await db.query(VERIFY);
    await db.query(`
      GRANT SELECT ON journal_entry, journal_value, journal_head TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT ON journal_seal, journal_seal_head, access_log TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE ON idempotency TO ${APPLICATION_ROLE};
      -- Functions are everyone's until they are said not to be.
      REVOKE EXECUTE ON FUNCTION journal_append, journal_broken FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION journal_append, journal_broken TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE idempotency, access_log, journal_seal_head, journal_seal, journal_value, journal_entry, journal_head;
      DROP FUNCTION journal_append, journal_broken, journal_entry_text, journal_value_digest, journal_is_append_only;`);
  }
}

const TABLES = `
  -- One row per stream: where the next entry goes. Locking it is what orders the entries of a stream.
  CREATE TABLE journal_head (
    stream_kind text   NOT NULL CHECK (stream_kind IN ('enrolment', 'centre', 'authorisation', 'person', 'installation')),
    stream_id   text   NOT NULL,
    seq         bigint NOT NULL DEFAULT 0,
    hash        bytea  NOT NULL DEFAULT sha256(''),
    PRIMARY KEY (stream_kind, stream_id)
  );

  CREATE TABLE journal_entry (
    id           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    stream_kind  text        NOT NULL,
    stream_id    text        NOT NULL,
    seq          bigint      NOT NULL,
    at           timestamptz NOT NULL,
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    actor_id     text        NOT NULL,
    actor_name   text        NOT NULL,
    actor_role   text        NOT NULL,
    centre_id    text,
    action       text        NOT NULL,
    subject_type text        NOT NULL,
    subject_id   text        NOT NULL,
    details      text        NOT NULL,
    digests      text[]      NOT NULL,
    previous     bytea       NOT NULL,
    hash         bytea       NOT NULL,
    UNIQUE (stream_kind, stream_id, seq)
  );
  CREATE INDEX journal_entry_by_subject ON journal_entry (subject_type, subject_id);
  CREATE INDEX journal_entry_by_xid ON journal_entry (xid);

  -- Values stand aside: the chain covers their salted digests, so that retention can erase them and the chain still verifies.
  CREATE TABLE journal_value (
    entry_id  bigint NOT NULL REFERENCES journal_entry (id),
    rank      int    NOT NULL,
    item      text   NOT NULL,
    old_value text,
    new_value text,
    reason    text,
    salt      text   NOT NULL,
    PRIMARY KEY (entry_id, rank)
  );

  CREATE TABLE journal_seal (
    id       bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at       timestamptz NOT NULL,
    previous text        NOT NULL,
    heads    int         NOT NULL,
    hmac     text        NOT NULL
  );
  CREATE TABLE journal_seal_head (
    seal_id     bigint NOT NULL REFERENCES journal_seal (id),
    stream_kind text   NOT NULL,
    stream_id   text   NOT NULL,
    seq         bigint NOT NULL,
    hash        bytea  NOT NULL,
    PRIMARY KEY (seal_id, stream_kind, stream_id)
  );

  -- Who looked at what: another purpose than the journal, with a retention of its own (CNIL 2021-122).
  CREATE TABLE access_log (
    id           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    person_id    text        NOT NULL,
    role         text        NOT NULL,
    centre_id    text,
    action       text        NOT NULL,
    subject_type text        NOT NULL,
    subject_id   text        NOT NULL,
    filter       text,
    request_id   text        NOT NULL
  );
  CREATE INDEX access_log_by_subject ON access_log (subject_type, subject_id, at);

  CREATE TABLE idempotency (
    person_id  text        NOT NULL,
    route      text        NOT NULL,
    key        text        NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
    body_hash  text        NOT NULL,
    status     int,
    subject_id text,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (person_id, route, key)
  );`;

const APPEND_ONLY = `
  CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_value FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal_head FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();`;

const APPEND = `
  -- Length-prefixed, so that no two different entries have one text.
  CREATE FUNCTION journal_entry_text(e journal_entry) RETURNS text LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT string_agg(length(part) || ':' || part, ',' ORDER BY rank)
    FROM unnest(ARRAY[e.stream_kind, e.stream_id, e.seq::text, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_id, e.actor_name, e.actor_role,
      coalesce(e.centre_id, ''), e.action, e.subject_type, e.subject_id, e.details, array_to_string(e.digests, ' ')])
      WITH ORDINALITY AS parts (part, rank)
  $$;

  CREATE FUNCTION journal_value_digest(v journal_value) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(v.salt || string_agg(coalesce(length(part) || ':' || part, '-'), ',' ORDER BY rank), 'UTF8')), 'hex')
    FROM unnest(ARRAY[v.item, v.old_value, v.new_value, v.reason]) WITH ORDINALITY AS parts (part, rank)
  $$;

  -- Appends one entry with its values, in the caller's transaction. Returns its sequence in the stream and its id.
  CREATE FUNCTION journal_append(kind text, stream text, actor jsonb, act text, subject_kind text, subject text, facts text, changes jsonb,
    OUT entry_seq bigint, OUT entry_id bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    head  journal_head;
    e     journal_entry;
    v     journal_value;
    all_v journal_value[] := '{}';
    ch    jsonb;
  BEGIN
    INSERT INTO journal_head (stream_kind, stream_id) VALUES (kind, stream) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM journal_head WHERE stream_kind = kind AND stream_id = stream FOR UPDATE;
    e.stream_kind := kind; e.stream_id := stream; e.seq := head.seq + 1; e.at := clock_timestamp();
    e.actor_id := actor->>'id'; e.actor_name := actor->>'name'; e.actor_role := actor->>'role'; e.centre_id := actor->>'centre';
    e.action := act; e.subject_type := subject_kind; e.subject_id := subject; e.details := facts; e.digests := '{}'; e.previous := head.hash;
    FOR ch IN SELECT * FROM jsonb_array_elements(changes) LOOP
      v.rank := cardinality(e.digests); v.item := ch->>'item'; v.old_value := ch->>'old'; v.new_value := ch->>'new';
      v.reason := ch->>'reason'; v.salt := gen_random_uuid()::text;
      e.digests := e.digests || journal_value_digest(v);
      all_v := all_v || v;
    END LOOP;
    e.hash := sha256(e.previous || convert_to(journal_entry_text(e), 'UTF8'));
    INSERT INTO journal_entry (stream_kind, stream_id, seq, at, actor_id, actor_name, actor_role, centre_id, action, subject_type, subject_id, details,
      digests, previous, hash)
    VALUES (e.stream_kind, e.stream_id, e.seq, e.at, e.actor_id, e.actor_name, e.actor_role, e.centre_id, e.action, e.subject_type, e.subject_id, e.details,
      e.digests, e.previous, e.hash)
    RETURNING id INTO entry_id;
    INSERT INTO journal_value (entry_id, rank, item, old_value, new_value, reason, salt)
    SELECT journal_append.entry_id, one.rank, one.item, one.old_value, one.new_value, one.reason, one.salt FROM unnest(all_v) AS one;
    UPDATE journal_head SET seq = e.seq, hash = e.hash WHERE stream_kind = kind AND stream_id = stream;
    entry_seq := e.seq;
  END $$;`;

const VERIFY = `
  -- Every place where the chain does not hold: the entry, and what is wrong with it. Values that are gone are a break, unless a later entry of the
  -- same stream says that they were erased: action journal.values-erased, details {"entries":[id, …]}, ids of journal_entry.
  CREATE FUNCTION journal_broken() RETURNS TABLE (stream_kind text, stream_id text, seq bigint, fault text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH chained AS (
      SELECT e.*, journal_entry_text(e) AS content,
        lag(e.hash, 1, sha256('')) OVER stream AS expected_previous, lag(e.seq, 1, 0::bigint) OVER stream AS previous_seq
      FROM journal_entry e WINDOW stream AS (PARTITION BY e.stream_kind, e.stream_id ORDER BY e.seq)
    )
    SELECT c.stream_kind, c.stream_id, c.seq, 'content' FROM chained c WHERE c.hash <> sha256(c.previous || convert_to(c.content, 'UTF8'))
    UNION ALL SELECT c.stream_kind, c.stream_id, c.seq, 'link' FROM chained c WHERE c.previous <> c.expected_previous
    UNION ALL SELECT c.stream_kind, c.stream_id, c.seq, 'missing' FROM chained c WHERE c.seq <> c.previous_seq + 1
    UNION ALL SELECT e.stream_kind, e.stream_id, e.seq, 'value' FROM journal_value v JOIN journal_entry e ON e.id = v.entry_id
      WHERE e.digests[v.rank + 1] IS DISTINCT FROM journal_value_digest(v)
    UNION ALL SELECT e.stream_kind, e.stream_id, e.seq, 'values-gone' FROM journal_entry e
      WHERE cardinality(e.digests) > (SELECT count(*) FROM journal_value v WHERE v.entry_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM journal_entry x
        WHERE x.stream_kind = e.stream_kind AND x.stream_id = e.stream_id AND x.seq > e.seq AND x.action = 'journal.values-erased'
        -- Text, never cast: details that someone spoilt must be reported, not end the verification.
        AND e.id::text = ANY (string_to_array(substring(x.details from '"entries":\\[([0-9,]*)\\]'), ',')))
    UNION ALL SELECT h.stream_kind, h.stream_id, h.seq, 'head' FROM journal_head h
      WHERE NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.stream_kind = h.stream_kind AND e.stream_id = h.stream_id AND e.seq = h.seq AND e.hash = h.hash)
    ORDER BY 1, 2, 3
  $$;`;
