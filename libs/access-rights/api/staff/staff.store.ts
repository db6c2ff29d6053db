import { Injectable } from '@nestjs/common';
import type { StaffRole } from '#access-rights/domain';
import { whyOf, type Ctx, type StateWhy } from '#kernel/api';
import { STAFF_ACTS } from '#access-rights/domain';
import {
  endStaffProposal,
  enterStaff,
  lockStaff,
  proposeStaff,
  setStaffActive,
  type CreateStaff,
  type ProposalEnd,
  type StaffAuthorisation,
} from '#identity/api';

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

/** Accounts of the operator's side, read with what they reach. The account itself is written by `identity`. */
@Injectable()
export class StaffStore {
  async list(ctx: Ctx): Promise<StaffAccount[]> {
    return this.withWhy(ctx, await ctx.tx.query(`${ACCOUNTS} ORDER BY p.family_name, p.given_name, p.id`));
  }

  async one(ctx: Ctx, personId: string): Promise<StaffAccount | undefined> {
    const [account] = await this.withWhy(ctx, await ctx.tx.query(`${ACCOUNTS} WHERE p.id = $1`, [personId]));
    return account;
  }

  lock(ctx: Ctx, personId: string): Promise<void> {
    return lockStaff(ctx.tx, personId);
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
  async create(ctx: Ctx, { authorisationIds, ...account }: CreateStaff, proposedBy?: string): Promise<string> {
    const id = await enterStaff(ctx.tx, { ...account, proposedBy });
    await this.assign(ctx, id, authorisationIds);
    return id;
  }

  /** Opens what two managers want open. */
  confirm(ctx: Ctx, personId: string): Promise<void> {
    return setStaffActive(ctx.tx, personId, true);
  }

  endProposal(ctx: Ctx, personId: string, outcome: ProposalEnd['outcome'], reason: string): Promise<void> {
    return endStaffProposal(ctx.tx, personId, { outcome, by: ctx.actor.personId, reason });
  }

  propose(ctx: Ctx, personId: string): Promise<void> {
    return proposeStaff(ctx.tx, personId, ctx.actor.personId);
  }

  async update(
    ctx: Ctx,
    personId: string,
    { active, authorisationIds }: { active: boolean; authorisationIds: readonly string[] },
  ): Promise<void> {
    await setStaffActive(ctx.tx, personId, active);
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
