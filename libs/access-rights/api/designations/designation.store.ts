import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { statusOnSql } from '#authorisations/api';
import { Problem, whereAllowed, type Columns, type Ctx, type PersonRef, type StateWhy, whyOf } from '#kernel/api';
import type { DesignationKind } from '../access-rights.messages.js';
import { Designation } from '../entities.js';
import { DESIGNATION_ACTS } from '#access-rights/domain';

const COLUMNS: Columns = {
  authorisationId: 'designation.authorisationId',
  centreId: 'designation.centreId',
  kind: 'designation.kind',
  designatorId: 'designation.designatorId',
  designeeId: 'designation.designeeId',
};

interface NamedAuthorisation {
  readonly code: string;
  readonly medicine: string;
  readonly holderId: string;
  readonly status: string;
}

/** What is shown of the people and the authorisation that a designation names. */
export interface Named {
  readonly people: ReadonlyMap<string, PersonRef>;
  readonly authorisations: ReadonlyMap<string, NamedAuthorisation>;
  /** Those whose author has no profile in the centre any more. */
  readonly left: ReadonlySet<string>;
  /** Those whose designee works in the centre, in that role: only these are renewed. */
  readonly working: ReadonlySet<string>;
  /** Of those that were withdrawn: by whom. */
  readonly withdrawals: ReadonlyMap<string, StateWhy>;
}

/** Whether the author of `designation` works in its centre no more, in whatever role, as their provider tells. */
export const AUTHOR_LEFT = `NOT EXISTS (
  SELECT FROM profile author WHERE author.person_id = designation.designator_id AND author.centre_id = designation.centre_id AND author.active)`;

/** The same as `worksIn` asks. */
const DESIGNEE_WORKS = `EXISTS (
  SELECT FROM profile designee WHERE designee.person_id = designation.designee_id AND designee.centre_id = designation.centre_id
    AND designee.role = designation.kind AND designee.active)`;

/** All SQL about designations. What is read starts from what the actor may read. */
@Injectable()
export class DesignationStore {
  list(ctx: Ctx): Promise<Designation[]> {
    return this.readable(ctx).orderBy('designation.startsOn', 'DESC').addOrderBy('designation.id').getMany();
  }

  /** All that stand today in a centre, for whom the policy lets review them: also those that they may not read otherwise. */
  standingIn({ tx, today }: Ctx, centreId: string): Promise<Designation[]> {
    return tx
      .createQueryBuilder(Designation, 'designation')
      .where('designation.centreId = :centreId AND designation.withdrawnAt IS NULL AND designation.endsOn >= :today', { centreId, today })
      .orderBy('designation.endsOn')
      .addOrderBy('designation.id')
      .getMany();
  }

  /** @throws Problem `not-found`. */
  async get(ctx: Ctx, id: string): Promise<Designation> {
    return found(await this.readable(ctx).andWhere('designation.id = :id', { id }).getOne());
  }

  /** Locks the row until the transaction ends. @throws Problem `not-found`. */
  async forUpdate(ctx: Ctx, id: string): Promise<Designation> {
    return found(await this.readable(ctx).andWhere('designation.id = :id', { id }).setLock('pessimistic_write').getOne());
  }

  /** Whether the person works in that role in the centre. Locks the profile: two designations of one person wait for each other. */
  async worksIn(ctx: Ctx, personId: string, centreId: string, role: string): Promise<boolean> {
    const rows = await ctx.tx.query(
      'SELECT id FROM profile WHERE person_id = $1 AND centre_id = $2 AND role = $3 AND active FOR NO KEY UPDATE',
      [personId, centreId, role],
    );
    return rows.length > 0;
  }

  /** The designation that stands today for the same person, role and authorisation. */
  async standing(
    ctx: Ctx,
    of: { kind: DesignationKind; authorisationId: string; centreId: string; designeeId: string },
  ): Promise<Designation | null> {
    return ctx.tx
      .createQueryBuilder(Designation, 'designation')
      .where(of)
      .andWhere('designation.withdrawnAt IS NULL AND designation.endsOn >= :today', { today: ctx.today })
      .getOne();
  }

  save(ctx: Ctx, designation: Designation): Promise<Designation> {
    return ctx.tx.save(designation);
  }

  async named(ctx: Ctx, designations: readonly Designation[]): Promise<Named> {
    const people: PersonRef[] = await ctx.tx.query(`SELECT id, given_name || ' ' || family_name AS name FROM person WHERE id = ANY($1)`, [
      designations.flatMap(({ designeeId, designatorId }) => [designeeId, designatorId]),
    ]);
    const authorisations: (NamedAuthorisation & { id: string })[] = await ctx.tx.query(
      `SELECT id, code, medicine, holder_id AS "holderId", ${statusOnSql('$2')} AS status FROM authorisation WHERE id = ANY($1)`,
      [designations.map(({ authorisationId }) => authorisationId), ctx.today],
    );
    return {
      people: new Map(people.map((each) => [each.id, each])),
      authorisations: new Map(authorisations.map(({ id, ...each }) => [id, each])),
      left: await this.those(ctx, designations, AUTHOR_LEFT),
      working: await this.those(ctx, designations, DESIGNEE_WORKS),
      withdrawals: await whyOf(
        ctx.tx,
        designations.flatMap(({ id, withdrawnAt }) => (withdrawnAt ? [id] : [])),
        DESIGNATION_ACTS.withdrawn,
      ),
    };
  }

  private async those({ tx }: Ctx, designations: readonly Designation[], condition: string): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await tx.query(
      `SELECT designation.id FROM designation WHERE designation.id = ANY($1) AND ${condition}`,
      [designations.map(({ id }) => id)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private readable(ctx: Ctx): SelectQueryBuilder<Designation> {
    return whereAllowed(ctx.tx.createQueryBuilder(Designation, 'designation'), ctx.ability, 'read', 'Designation', COLUMNS);
  }
}

function found(designation: Designation | null): Designation {
  if (!designation) throw new Problem('not-found');
  return designation;
}
