import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { placeOf } from '#forms/api';
import { whereAllowed, type Actor, type Ctx } from '#kernel/api';
import { ENROLMENT_COLUMNS, allEnrolments, readableEnrolments } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { findItem } from '#protocols/domain';
import type { BulkActName, BulkState, LineCounts, LineOutcome } from '#queries/domain';
import type { QueryTarget } from '../queries.messages.js';
import type { BulkLineView, StartBulkAct } from './bulk.messages.js';

/** A row that was chosen, or what a question is about. */
export type BulkTarget = { readonly id: string; readonly version: number } | QueryTarget;

/** What is wanted of each line. */
export type BulkWish = Pick<StartBulkAct, 'text' | 'unansweredReason' | 'assigneeId' | 'dueOn' | 'despiteQueries'>;

export interface BulkActRow extends LineCounts {
  readonly id: string;
  readonly act: BulkActName;
  readonly actor: Actor;
  readonly wish: BulkWish;
  readonly state: BulkState;
  readonly total: number;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly putAwayAt: Date | null;
  /** Stopped, while lines that were begun before are still being done. */
  readonly isEnding: boolean;
}

/** How many of their acts on many a person finds again. */
const RECENT = 30;

const ACT = `
  SELECT act.id, act.act, act.actor, act.wish, act.state, act.total, act.created_at AS "createdAt", act.settled_at AS "settledAt",
    act.put_away_at AS "putAwayAt", act.state = 'stopped' AND coalesce(act.lease_until > clock_timestamp(), false) AS "isEnding", count(*) FILTER (WHERE line.outcome = 'done')::int AS done,
    count(*) FILTER (WHERE line.outcome = 'refused')::int AS refused, count(*) FILTER (WHERE line.outcome = 'failed')::int AS failed,
    count(*) FILTER (WHERE line.outcome IS NULL)::int AS left
  FROM bulk_act act JOIN bulk_line line ON line.act_id = act.id`;

/** All SQL about acts on many. They belong to the person who asked for them: nobody else finds them. */
@Injectable()
export class BulkStore {
  constructor(private readonly protocols: ProtocolVersions) {}

  async insert(tx: EntityManager, actor: Actor, act: BulkActName, wish: BulkWish, targets: readonly BulkTarget[]): Promise<string> {
    const { handedOver: _handedOver, sessionId: _sessionId, ...who } = actor;
    const [{ id }] = await tx.query('INSERT INTO bulk_act (person_id, actor, act, wish, total) VALUES ($1, $2, $3, $4, $5) RETURNING id', [
      actor.personId,
      JSON.stringify(who),
      act,
      JSON.stringify(wish),
      targets.length,
    ]);
    await tx.query(
      `INSERT INTO bulk_line (act_id, seq, enrolment_id, target)
       SELECT $1, one.seq, coalesce(query.enrolment_id, form.enrolment_id, (one.target ->> 'enrolmentId')::uuid), one.target
       FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS one (target, seq)
       LEFT JOIN query ON query.id = (one.target ->> 'id')::uuid
       LEFT JOIN form_record form ON form.id = (one.target ->> 'id')::uuid`,
      [id, JSON.stringify(targets)],
    );
    return id;
  }

  async recent(tx: EntityManager, personId: string): Promise<BulkActRow[]> {
    return tx.query(
      `${ACT} WHERE act.id IN (SELECT id FROM bulk_act WHERE person_id = $1 ORDER BY created_at DESC LIMIT ${RECENT})
       GROUP BY act.id ORDER BY act.created_at DESC, act.id`,
      [personId],
    );
  }

  async one(tx: EntityManager, personId: string, id: string): Promise<BulkActRow | undefined> {
    const [row] = await tx.query(`${ACT} WHERE act.id = $2 AND act.person_id = $1 GROUP BY act.id`, [personId, id]);
    return row;
  }

  /** Locks it until the transaction ends, so that stopping, resuming and the last line come one after the other. */
  async hold(tx: EntityManager, personId: string, id: string): Promise<boolean> {
    const rows: unknown[] = await tx.query('SELECT 1 FROM bulk_act WHERE id = $2 AND person_id = $1 FOR UPDATE', [personId, id]);
    return rows.length === 1;
  }

  /** The lease stays with the worker until the lines that it began are done. */
  async stop(tx: EntityManager, id: string): Promise<void> {
    await tx.query(`UPDATE bulk_act SET state = 'stopped', settled_at = clock_timestamp() WHERE id = $1`, [id]);
  }

  /** Goes on from where it was: lines that did not come through are tried again. */
  async resume(tx: EntityManager, id: string): Promise<void> {
    await tx.query(`UPDATE bulk_line SET outcome = NULL, message = NULL, attempts = 0 WHERE act_id = $1 AND outcome = 'failed'`, [id]);
    await tx.query(`UPDATE bulk_act SET state = 'running', settled_at = NULL, put_away_at = NULL WHERE id = $1`, [id]);
  }

  async putAway(tx: EntityManager, id: string): Promise<void> {
    await tx.query('UPDATE bulk_act SET put_away_at = clock_timestamp() WHERE id = $1', [id]);
  }

  /** Those of the centres where the patients are followed, as far as this person may read them. */
  async zones(ctx: Ctx, chosen: readonly BulkTarget[]): Promise<readonly string[]> {
    const queries = chosen.flatMap((target) => ('id' in target ? [target.id] : []));
    const patients = chosen.flatMap((target) => ('id' in target ? [] : [target.enrolmentId]));
    const query = allEnrolments(ctx.tx)
      .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
      .select('DISTINCT centre.zone', 'zone')
      .where('(enrolment.id = ANY(:patients) OR enrolment.id IN (SELECT enrolment_id FROM query WHERE id = ANY(:queries)))', {
        patients,
        queries,
      });
    const rows = await whereAllowed(query, ctx.ability, 'read', 'Enrolment', ENROLMENT_COLUMNS).getRawMany<{ zone: string }>();
    return rows.map(({ zone }) => zone);
  }

  /** A page of lines in their order, each with what it is about as far as this person may read the patient now. */
  async lines(ctx: Ctx, id: string, outcome: LineOutcome | 'left' | undefined, after: number, limit: number): Promise<BulkLineView[]> {
    const readable = readableEnrolments(ctx)
      .innerJoin('patient', 'patient', 'patient.id = enrolment.patientId')
      .select('enrolment.id', 'id')
      .addSelect('enrolment.registrationNumber', 'number')
      .addSelect(`trim(patient.family_letters || ' ' || patient.given_letters)`, 'letters')
      .andWhere('enrolment.id IN (SELECT enrolment_id FROM bulk_line WHERE act_id = :act)', { act: id });
    const known = new Map(
      (await readable.getRawMany<{ id: string; number: string | null; letters: string }>()).map((row) => [row.id, row]),
    );
    const rows: LineRow[] = await ctx.tx.query(LINES, [id, after, limit, outcome ?? null]);
    const abouts = await Promise.all(rows.map((row) => this.about(ctx.tx, row)));
    return rows.map(({ seq, outcome: became, message, enrolment_id, query_id, form_id }, index) => {
      const patient = enrolment_id ? known.get(enrolment_id) : undefined;
      const about = abouts[index];
      return {
        seq,
        ...(became && { outcome: became }),
        ...(message && { message }),
        ...(patient && {
          enrolmentId: patient.id,
          ...(query_id && { queryId: query_id }),
          ...(form_id && { formId: form_id }),
          ...(patient.number && { registrationNumber: patient.number }),
          ...(patient.letters && { letters: patient.letters }),
          ...(about && { about }),
        }),
      };
    });
  }

  /** `Fiche de suivi – M3, Poids`: of a question that was asked as the query has it, of any other line as its protocol does. */
  private async about(tx: EntityManager, { title, label, item, version, formCode, visitCode, occurrence }: LineRow): Promise<string> {
    if (title || version === null || formCode === null || visitCode === null || occurrence === null)
      return [title, label].filter(Boolean).join(', ');
    const { protocol, form } = await this.protocols.form(tx, version, formCode);
    const place = placeOf({ record: { formCode, visitCode, occurrence }, protocol });
    const asked = item === null ? undefined : findItem(form, item)?.item.label;
    return [[form.title, place].filter(Boolean).join(' – '), asked].filter(Boolean).join(', ');
  }
}

interface LineRow {
  readonly seq: number;
  readonly outcome: LineOutcome | null;
  readonly message: string | null;
  readonly enrolment_id: string | null;
  readonly query_id: string | null;
  readonly form_id: string | null;
  readonly title: string | null;
  readonly label: string | null;
  readonly item: string | null;
  readonly version: string | null;
  readonly formCode: string | null;
  readonly visitCode: string | null;
  readonly occurrence: number | null;
}

const LINES = `
  SELECT line.seq, line.outcome, line.message, line.enrolment_id, query.id AS query_id, coalesce(query.form_id, form.id) AS form_id,
    nullif(query.form_title, '') AS title, nullif(query.item_label, '') AS label, line.target ->> 'item' AS item,
    form.protocol_version_id AS version, form.form_code AS "formCode", form.visit_code AS "visitCode", form.occurrence
  FROM bulk_line line
  LEFT JOIN query ON query.id = coalesce(line.subject_id, (line.target ->> 'id')::uuid)
  LEFT JOIN form_record form ON form.id = coalesce((line.target ->> 'formId')::uuid, (line.target ->> 'id')::uuid)
  WHERE line.act_id = $1 AND line.seq > $2 AND ($4::text IS NULL OR coalesce(line.outcome, 'left') = $4)
  ORDER BY line.seq LIMIT $3`;
