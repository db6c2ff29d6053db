import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Turn } from '#authorisations/domain';
import type { GroupView, HolderView, OpenAuthorisation } from './openings.messages.js';

/** All SQL of what collections begin with: companies, groups, authorisations with their grant. */
@Injectable()
export class OpeningStore {
  holders(tx: EntityManager): Promise<HolderView[]> {
    return tx.query('SELECT id, name FROM holder ORDER BY name, id');
  }

  /** @returns whether it was not there yet. */
  async enterHolder(tx: EntityManager, { id, name }: HolderView): Promise<boolean> {
    const entered = await tx.query('INSERT INTO holder (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id', [id, name]);
    return entered.length > 0;
  }

  groups(tx: EntityManager): Promise<GroupView[]> {
    return tx.query(
      `SELECT g.id, g.name, g.access, ARRAY(SELECT indication FROM authorisation a WHERE a.group_id = g.id ORDER BY code) AS indications
       FROM authorisation_group g ORDER BY g.name, g.id`,
    );
  }

  /** The group of that name in which a company has authorisations. */
  async groupNamed(tx: EntityManager, holderId: string, name: string): Promise<Pick<GroupView, 'id' | 'access'> | undefined> {
    const [known] = await tx.query(
      `SELECT g.id, g.access FROM authorisation_group g JOIN authorisation a ON a.group_id = g.id WHERE a.holder_id = $1 AND g.name = $2 LIMIT 1`,
      [holderId, name],
    );
    return known;
  }

  async makeGroup(tx: EntityManager, { name, access }: Pick<GroupView, 'name' | 'access'>): Promise<string> {
    const [{ id }] = await tx.query('INSERT INTO authorisation_group (name, access) VALUES ($1, $2) RETURNING id', [name, access]);
    return id;
  }

  /** Of the group, the holders of its authorisations; undefined when there is no such group. Held, so that two who join it see each other. */
  async holdersOfGroup(tx: EntityManager, id: string): Promise<string[] | undefined> {
    const [group] = await tx.query('SELECT id FROM authorisation_group WHERE id = $1 FOR UPDATE', [id]);
    if (!group) return undefined;
    const rows: { holderId: string }[] = await tx.query('SELECT DISTINCT holder_id AS "holderId" FROM authorisation WHERE group_id = $1', [
      id,
    ]);
    return rows.map(({ holderId }) => holderId);
  }

  async hasHolder(tx: EntityManager, id: string): Promise<boolean> {
    return (await tx.query('SELECT 1 FROM holder WHERE id = $1 FOR KEY SHARE', [id])).length > 0;
  }

  /** The authorisation and its grant, in one statement: neither is without the other. @returns its id; undefined when its code is another's. */
  async open(tx: EntityManager, wish: OpenAuthorisation, turns: readonly Turn[], by: string): Promise<string | undefined> {
    const id = randomUUID();
    const rows = await tx.query(OPENED, [
      id,
      wish.code,
      wish.holderId,
      wish.groupId ?? null,
      wish.kind,
      wish.medicine,
      wish.inn,
      wish.indication,
      wish.indicationCode ?? null,
      wish.ucdCodes,
      wish.protocolCode,
      wish.day,
      wish.term,
      JSON.stringify(turns),
      wish.decidedOn,
      wish.authority,
      wish.document,
      JSON.stringify({ access: wish.kind, term: wish.term }),
      by,
    ]);
    return rows.length > 0 ? id : undefined;
  }
}

const OPENED = `
  WITH opened AS (
    INSERT INTO authorisation (id, code, holder_id, group_id, kind, medicine, inn, indication, indication_code, ucd_codes, protocol_code, granted_on, ends_on, turns)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (code) DO NOTHING RETURNING id)
  INSERT INTO authorisation_decision (authorisation_id, kind, day, decided_on, authority, document, details, recorded_by_name)
  SELECT id, 'granted', $12, $15, $16, $17, $18, $19 FROM opened RETURNING id`;
