import { Controller, Get, Query } from '@nestjs/common';
import { Context, Problem, Requires, type Ctx } from '#kernel/api';
import { ColleagueList, ListColleagues } from './identity.messages.js';

/** The professionals of my centre, to name a prescriber or to designate someone. */
@Controller('colleagues')
export class ColleaguesController {
  /** Those of my centre who signed in at least once and still work there, myself left out. */
  @Get()
  @Requires(['read', 'Colleague'])
  async listColleagues(@Context() ctx: Ctx, @Query() { role }: ListColleagues): Promise<ColleagueList> {
    const { profile, personId } = ctx.actor;
    if (!profile) throw new Problem('profile-not-chosen');
    const items = await ctx.tx.query(
      `SELECT p.id, p.given_name || ' ' || p.family_name AS name, pr.role FROM profile pr JOIN person p ON p.id = pr.person_id
       WHERE pr.centre_id = $1 AND pr.active AND pr.person_id <> $2 AND ($3::text IS NULL OR pr.role = $3) ORDER BY p.family_name, p.given_name`,
      [profile.centreId, personId, role ?? null],
    );
    return { items };
  }
}
