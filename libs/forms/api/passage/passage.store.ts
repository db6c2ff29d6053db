import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Ctx } from '#kernel/api';
import { readableLetters } from '#patients/api';
import type { WrittenChange } from '#forms/domain';
import type { LostAnswersView } from '../records/forms.messages.js';
import type { PassageView } from './passage.messages.js';
import { FORM_ACTS } from '#forms/domain';

/** A form that was begun under a version, and where it is filled. */
export interface BegunForm {
  readonly id: string;
  readonly enrolmentId: string;
  readonly registrationNumber: string | null;
  /** Of a patient whom the person who asks may read. */
  readonly letters?: string | undefined;
  readonly centreName: string;
}

/** A form that went to another version, and may go back. */
export interface PassedForm extends BegunForm {
  readonly seq: number;
  readonly contentVersion: number;
}

/** A form that goes, and how it was left. */
export interface MovedForm {
  readonly passageId: string;
  readonly formId: string;
  readonly seq: number;
  readonly contentVersion: number;
  readonly lost: readonly string[];
}

/** Both ends of a passage. */
export interface PassageEnds {
  readonly fromVersionId: string;
  readonly toVersionId: string;
}

async function withLetters<Form extends BegunForm>(ctx: Ctx, forms: readonly Form[]): Promise<Form[]> {
  const known = await readableLetters(
    ctx,
    forms.map(({ enrolmentId }) => enrolmentId),
  );
  return forms.map((form) => ({ ...form, letters: known.get(form.enrolmentId) }));
}

/** All SQL about passages of forms. Its tables bear the name that they were made with. */
@Injectable()
export class PassageStore {
  /** Forms made from that version, in the order of their patients. */
  async begun(ctx: Ctx, versionId: string): Promise<BegunForm[]> {
    const forms: BegunForm[] = await ctx.tx.query(
      `SELECT form.id, form.enrolment_id AS "enrolmentId", enrolment.registration_number AS "registrationNumber", centre.name AS "centreName"
       FROM form_record form JOIN enrolment ON enrolment.id = form.enrolment_id JOIN centre ON centre.id = form.centre_id
       WHERE form.protocol_version_id = $1 ORDER BY enrolment.created_at, enrolment.id, form.opened_at, form.id`,
      [versionId],
    );
    return withLetters(ctx, forms);
  }

  async create(tx: EntityManager, { fromVersionId, toVersionId }: PassageEnds, by: string): Promise<string> {
    const [{ id }] = await tx.query(
      'INSERT INTO protocol_migration (from_version_id, to_version_id, made_by) VALUES ($1, $2, $3) RETURNING id',
      [fromVersionId, toVersionId, by],
    );
    return id;
  }

  async add(tx: EntityManager, { passageId, formId, seq, contentVersion, lost }: MovedForm): Promise<void> {
    await tx.query('INSERT INTO form_migration (migration_id, form_id, seq, content_version, lost) VALUES ($1, $2, $3, $4, $5)', [
      passageId,
      formId,
      seq,
      contentVersion,
      lost,
    ]);
  }

  /** What a form lost when it went from version to version, until its entry is ended again by someone who has seen it: told together, as of the latest. */
  async lossOf(tx: EntityManager, formId: string): Promise<LostAnswersView | undefined> {
    const rows: { version: number; at: string; labels: string[] }[] = await tx.query(
      `SELECT later.version, passage.made_at AS at, moved.lost AS labels
       FROM form_migration moved JOIN protocol_migration passage ON passage.id = moved.migration_id
       JOIN protocol_version later ON later.id = passage.to_version_id JOIN form_record form ON form.id = moved.form_id
       WHERE moved.form_id = $1 AND moved.reverted_at IS NULL AND cardinality(moved.lost) > 0 AND NOT EXISTS (
         SELECT FROM journal_entry entry WHERE entry.stream_kind = 'enrolment' AND entry.stream_id = form.enrolment_id::text
           AND entry.seq > moved.seq AND entry.action = '${FORM_ACTS.completed.name}' AND entry.subject_type = 'form' AND entry.subject_id = moved.form_id::text)
       ORDER BY moved.seq DESC`,
      [formId],
    );
    const [latest] = rows;
    const labels = [...new Set(rows.toReversed().flatMap((row) => row.labels))];
    return latest && { version: latest.version, at: new Date(latest.at).toISOString(), labels };
  }

  async reverted(tx: EntityManager, passageId: string, formId: string, by: string): Promise<void> {
    await tx.query('UPDATE form_migration SET reverted_at = clock_timestamp(), reverted_by = $3 WHERE migration_id = $1 AND form_id = $2', [
      passageId,
      formId,
      by,
    ]);
  }

  async ends(tx: EntityManager, id: string): Promise<PassageEnds | undefined> {
    const rows = await tx.query(
      'SELECT from_version_id AS "fromVersionId", to_version_id AS "toVersionId" FROM protocol_migration WHERE id = $1',
      [id],
    );
    return rows[0];
  }

  /** Its forms that did not go back. */
  async forms(ctx: Ctx, id: string): Promise<PassedForm[]> {
    const forms: PassedForm[] = await ctx.tx.query(
      `SELECT form.id, form.enrolment_id AS "enrolmentId", enrolment.registration_number AS "registrationNumber", centre.name AS "centreName",
         moved.seq, moved.content_version AS "contentVersion"
       FROM form_migration moved JOIN form_record form ON form.id = moved.form_id
       JOIN enrolment ON enrolment.id = form.enrolment_id JOIN centre ON centre.id = form.centre_id
       WHERE moved.migration_id = $1 AND moved.reverted_at IS NULL ORDER BY enrolment.created_at, enrolment.id, form.opened_at, form.id`,
      [id],
    );
    return withLetters(ctx, forms);
  }

  /** What an entry of the journal wrote; undefined when retention erased some of it. */
  async written(tx: EntityManager, enrolmentId: string, seq: number): Promise<WrittenChange[] | undefined> {
    const [entry] = await tx.query(
      `SELECT cardinality(entry.digests) AS count, coalesce(
         (SELECT json_agg(json_build_object('item', item, 'old', old_value, 'new', new_value) ORDER BY rank) FROM journal_value WHERE entry_id = entry.id), '[]'
       ) AS changes
       FROM journal_entry entry WHERE entry.stream_kind = 'enrolment' AND entry.stream_id = $1 AND entry.seq = $2`,
      [enrolmentId, seq],
    );
    const changes: { item: string; old: string | null; new: string | null }[] = entry.changes;
    if (changes.length < entry.count) return undefined;
    return changes.map(({ item, old, new: value }) => ({
      item,
      ...(old !== null && { old: JSON.parse(old) }),
      ...(value !== null && { new: JSON.parse(value) }),
    }));
  }

  /** Those that left or reached a version, latest first; or one of them. */
  async list(tx: EntityManager, { versionId, id }: { readonly versionId?: string; readonly id?: string }): Promise<PassageView[]> {
    const rows: (PassageView & { madeAt: unknown })[] = await tx.query(
      `SELECT passage.id, former.version AS "fromVersion", later.version AS "toVersion", passage.made_at AS "madeAt", passage.made_by AS "madeBy",
         count(moved.form_id)::int AS forms, count(moved.reverted_at)::int AS reverted,
         count(*) FILTER (WHERE moved.reverted_at IS NULL AND form.content_version = moved.content_version
           AND form.protocol_version_id = passage.to_version_id)::int AS reversible
       FROM protocol_migration passage
       JOIN protocol_version former ON former.id = passage.from_version_id JOIN protocol_version later ON later.id = passage.to_version_id
       LEFT JOIN form_migration moved ON moved.migration_id = passage.id LEFT JOIN form_record form ON form.id = moved.form_id
       WHERE ($1::uuid IS NULL OR $1 IN (passage.from_version_id, passage.to_version_id)) AND ($2::uuid IS NULL OR passage.id = $2)
       GROUP BY passage.id, former.version, later.version ORDER BY passage.made_at DESC`,
      [versionId ?? null, id ?? null],
    );
    return rows.map((row) => ({ ...row, madeAt: new Date(row.madeAt).toISOString() }));
  }
}
