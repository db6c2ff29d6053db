import { Injectable } from '@nestjs/common';
import { AccessLog, decodeCursor, encodeCursor, everyPage, type Ctx } from '#kernel/api';
import { LookRegistry } from '#kernel/domain';
import type { ListLooks, LookPage, LookView } from './looks.messages.js';

const PAGE = 50;
const ZONE = 'Europe/Paris';

type Row = Omit<LookView, 'at' | 'subject'> & { readonly at: Date; readonly key: string; readonly id: string };

/** Reads who looked at what (charter C3.1): reading the log is a look too. */
@Injectable()
export class LooksReader {
  constructor(
    private readonly accessLog: AccessLog,
    private readonly words: LookRegistry,
  ) {}

  /** A page, latest first. @throws Problem `bad-cursor`. */
  async page(ctx: Ctx, asked: ListLooks): Promise<LookPage> {
    await this.note(ctx, asked, 'listed');
    return this.pageFrom(ctx, asked);
  }

  /** All of it, latest first: one export that is logged. @throws Problem as `page`. */
  async export(ctx: Ctx, asked: ListLooks): Promise<AsyncGenerator<LookView>> {
    await this.note(ctx, asked, 'exported');
    return everyPage((cursor) => this.pageFrom(ctx, { ...asked, ...(cursor && { cursor }) }));
  }

  private async note(ctx: Ctx, { cursor: _, ...filter }: ListLooks, action: 'listed' | 'exported'): Promise<void> {
    await this.accessLog.record(ctx, { action, subject: { type: 'access-log', id: '*' }, filter });
  }

  private async pageFrom({ tx }: Ctx, { personId, from, to, outcome, subjectId, cursor }: ListLooks): Promise<LookPage> {
    const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'integer']) : [];
    const rows: Row[] = await tx.query(LOOKS, [
      personId ?? null,
      from ?? null,
      to ?? null,
      outcome ?? null,
      subjectId ?? null,
      at ?? null,
      id ?? null,
      PAGE + 1,
      ZONE,
    ]);
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => viewLook(row, this.words)),
      ...(rows.length > PAGE && last && { next: encodeCursor([last.key, Number(last.id)]) }),
    };
  }
}

function viewLook({ key: _key, id: _id, at, ...row }: Row, words: LookRegistry): LookView {
  const told = Object.entries(row).filter(([, value]) => value !== null);
  return {
    at: at.toISOString(),
    subject: words.of(row.subjectType),
    ...(Object.fromEntries(told) as unknown as Omit<LookView, 'at' | 'subject'>),
  };
}

/** A person is named as they are called now; one that is unknown (the system) by its id. */
const LOOKS = `
  SELECT log.at, log.at::text AS key, log.id, log.person_id AS "personId",
    coalesce(person.given_name || ' ' || person.family_name, log.person_id) AS "personName", log.role, centre.name AS "centreName", log.action,
    log.subject_type AS "subjectType", log.subject_id AS "subjectId", log.outcome, log.rule, log.address, log.device, log.filter
  FROM access_log log
  LEFT JOIN person ON person.id::text = log.person_id
  LEFT JOIN centre ON centre.id = log.centre_id
  WHERE ($1::text IS NULL OR log.person_id = $1)
    AND ($2::date IS NULL OR log.at >= $2::date::timestamp AT TIME ZONE $9)
    AND ($3::date IS NULL OR log.at < ($3::date + 1)::timestamp AT TIME ZONE $9)
    AND ($4::text IS NULL OR (log.outcome = 'given') = ($4 = 'given'))
    AND ($5::text IS NULL OR log.subject_id = $5)
    AND ($6::timestamptz IS NULL OR (log.at, log.id) < ($6::timestamptz, $7::bigint))
  ORDER BY log.at DESC, log.id DESC LIMIT $8`;
