import { Injectable } from '@nestjs/common';
import type { StaffRole } from '#access-rights/domain';
import { whyOf, type Ctx, type StateWhy } from '#kernel/api';
import type { CreateStaff, ProposalEnd, StaffAuthorisation } from '#identity/api';
import { STAFF_ACTS } from '#access-rights/domain';
import { enterPerson } from '#identity/api';

/** An account of the operator's side, with the authorisations that it reaches. */
export interface StaffAccount {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
  /** By which the operator's provider knows the person. */
  readonly subject: string;
  readonly role: StaffRole;
  readonly holderId: string | null;
  readonly holderName: string | null;
  readonly authorisations: readonly StaffAuthorisation[];
  readonly active: boolean;
  /** Of one that is closed: since when, by whom, and why. */
  readonly closed?: StateWhy;
  /** Who proposed it, while another manager has not confirmed. */
  readonly proposedBy: string | null;
  readonly proposerName: string | null;
  /** How its last proposal ended, when nobody confirmed it. */
  readonly proposalEnd: ProposalEnd | null;
  readonly stateVersion: number;
}

/** All SQL about accounts of the operator's side. */
@Injectable()
export class StaffStore {
  async list(ctx: Ctx): Promise<StaffAccount[]> {
    return this.withWhy(ctx, await ctx.tx.query(`${ACCOUNTS} ORDER BY p.family_name, p.given_name, p.id`));
  }

  async one(ctx: Ctx, personId: string): Promise<StaffAccount | undefined> {
    const [account] = await this.withWhy(ctx, await ctx.tx.query(`${ACCOUNTS} WHERE p.id = $1`, [personId]));
    return account;
  }

  async lock(ctx: Ctx, personId: string): Promise<void> {
    await ctx.tx.query('SELECT FROM staff WHERE person_id = $1 FOR NO KEY UPDATE', [personId]);
  }

  /** Whether the operator's provider already knows someone by that subject here. Two creations of one subject wait for each other. */
  async isKnown(ctx: Ctx, subject: string): Promise<boolean> {
    await ctx.tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`operateur:${subject}`]);
    const rows = await ctx.tx.query(`SELECT person_id FROM identity WHERE provider = 'operateur' AND subject = $1`, [subject]);
    return rows.length > 0;
  }

  /** Which authorisations are that holder's: none when there is no such holder. */
  async authorisationsOf(ctx: Ctx, holderId: string): Promise<string[]> {
    const rows: { id: string }[] = await ctx.tx.query('SELECT id FROM authorisation WHERE holder_id = $1', [holderId]);
    return rows.map(({ id }) => id);
  }

  /** @param proposedBy given: the account stays closed until another manager confirms it. */
  async create(
    ctx: Ctx,
    { familyName, givenName, email, subject, role, holderId, authorisationIds }: CreateStaff,
    proposedBy?: string,
  ): Promise<string> {
    const id = await enterPerson(ctx.tx, { provider: 'operateur', subject, familyName, givenName, email });
    await ctx.tx.query('INSERT INTO staff (person_id, role, holder_id, active, proposed_by) VALUES ($1, $2, $3, $4, $5)', [
      id,
      role,
      holderId ?? null,
      proposedBy === undefined,
      proposedBy ?? null,
    ]);
    await this.assign(ctx, id, authorisationIds);
    return id;
  }

  /** Opens what two managers want open. */
  async confirm(ctx: Ctx, personId: string): Promise<void> {
    await ctx.tx.query('UPDATE staff SET active = true, proposed_by = NULL, state_version = state_version + 1 WHERE person_id = $1', [
      personId,
    ]);
  }

  /** Waits for nobody any more: the account stays closed, and says why. */
  async endProposal(ctx: Ctx, personId: string, outcome: ProposalEnd['outcome'], reason: string): Promise<void> {
    await ctx.tx.query(
      `UPDATE staff SET proposed_by = NULL, end_outcome = $2, ended_by = $3, ended_at = clock_timestamp(), end_reason = $4, state_version = state_version + 1
       WHERE person_id = $1`,
      [personId, outcome, ctx.actor.personId, reason],
    );
  }

  /** Waits for another manager: to be opened again takes two, as to be made. */
  async propose(ctx: Ctx, personId: string): Promise<void> {
    await ctx.tx.query(
      `UPDATE staff SET proposed_by = $2, end_outcome = NULL, ended_by = NULL, ended_at = NULL, end_reason = NULL, state_version = state_version + 1
       WHERE person_id = $1`,
      [personId, ctx.actor.personId],
    );
  }

  async update(
    ctx: Ctx,
    personId: string,
    { active, authorisationIds }: { active: boolean; authorisationIds: readonly string[] },
  ): Promise<void> {
    await ctx.tx.query(
      'UPDATE staff SET active = $2, proposed_by = CASE WHEN $2 OR active THEN NULL ELSE proposed_by END, state_version = state_version + 1 WHERE person_id = $1',
      [personId, active],
    );
    await ctx.tx.query('DELETE FROM staff_scope WHERE person_id = $1 AND NOT (authorisation_id = ANY($2))', [personId, authorisationIds]);
    await this.assign(ctx, personId, authorisationIds);
  }

  private async withWhy(ctx: Ctx, accounts: readonly StaffAccount[]): Promise<StaffAccount[]> {
    const closed = accounts.filter(({ active }) => !active).map(({ personId }) => personId);
    const why = await whyOf(ctx.tx, closed, STAFF_ACTS.closed);
    return accounts.map((account) => {
      const known = why.get(account.personId);
      return known ? { ...account, closed: known } : account;
    });
  }

  private async assign(ctx: Ctx, personId: string, authorisationIds: readonly string[]): Promise<void> {
    await ctx.tx.query('INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING', [
      personId,
      authorisationIds,
    ]);
  }
}

/** An instant as the wire writes it. */
export const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The holder's staff reach all of its authorisations; the others, those that they were assigned. */
const ACCOUNTS = `
  SELECT p.id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName", p.email, coalesce(i.subject, '') AS subject,
    s.role, s.holder_id AS "holderId", h.name AS "holderName", s.active, s.proposed_by AS "proposedBy",
    (SELECT given_name || ' ' || family_name FROM person WHERE id = s.proposed_by) AS "proposerName", s.state_version AS "stateVersion",
    CASE WHEN s.end_outcome IS NOT NULL AND NOT s.active THEN json_build_object('outcome', s.end_outcome, 'at', ${instant('s.ended_at')}, 'reason', s.end_reason,
      'by', (SELECT json_build_object('id', id, 'name', given_name || ' ' || family_name) FROM person WHERE id = s.ended_by)) END AS "proposalEnd",
    (SELECT coalesce(json_agg(json_build_object('id', a.id, 'code', a.code, 'medicine', a.medicine) ORDER BY a.code), '[]') FROM authorisation a
      WHERE CASE WHEN s.role = 'exploitant' THEN a.holder_id = s.holder_id
        ELSE EXISTS (SELECT FROM staff_scope WHERE staff_scope.person_id = s.person_id AND staff_scope.authorisation_id = a.id) END) AS authorisations
  FROM staff s JOIN person p ON p.id = s.person_id
  LEFT JOIN identity i ON i.person_id = p.id AND i.provider = 'operateur'
  LEFT JOIN holder h ON h.id = s.holder_id`;
