import { Injectable } from '@nestjs/common';
import type { MongoAbility, Subject } from '@casl/ability';
import type { EntityManager } from 'typeorm';
import { abilityFor, actsInWords, type SubjectName } from '#access-rights/domain';
import type { Ctx } from '#kernel/api';
import { roleInWords } from '#kernel/domain';
import { say } from '../say.js';
import { candidatesAround, type Around, type Candidate } from './candidates.js';
import type { AccessPreview } from './previews.messages.js';

/** Something of which the policy is asked before and after an act. */
export interface Previewed {
  /** What it is, in words: « les patients du CHRU de Nancy sous TECVAYLI ». */
  readonly of: string;
  readonly subjects: readonly { readonly name: SubjectName; readonly thing: Subject; readonly actions: readonly string[] }[];
}

/** What may change hands: where people are looked for, and what they are asked about, as it stands when this is called. */
export interface Scene {
  readonly around: Around;
  readonly things: (tx: EntityManager) => Promise<readonly Previewed[]>;
}

interface Standing {
  readonly who: Candidate;
  readonly of: string;
  readonly name: SubjectName;
  readonly actions: readonly string[];
}

/**
 * Who would gain and who would lose what by an act: it is done whole, the policy is asked of everyone around before and after, and everything is taken back. So a
 * preview refuses what the act would refuse, and can say nothing that the act would not do.
 */
@Injectable()
export class Previews {
  /** @throws Problem whatever the act refuses. */
  async of(ctx: Ctx, scene: Scene, act: (ctx: Ctx) => Promise<unknown>): Promise<AccessPreview> {
    let after: Standing[] = [];
    await ctx.tx
      .transaction(async (tx) => {
        await act({ ...ctx, tx, afterCommit: () => undefined });
        after = await standing(tx, scene);
        throw new TakenBack();
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof TakenBack)) throw thrown;
      });
    // Asked last: whom the act refuses is told so, and nothing else is read for them.
    const before = await standing(ctx.tx, scene);
    return { gains: sentences('gains', after, before), loses: sentences('loses', before, after) };
  }
}

class TakenBack extends Error {}

async function standing(tx: EntityManager, { around, things }: Scene): Promise<Standing[]> {
  const [candidates, asked] = [await candidatesAround(tx, around), await things(tx)];
  return candidates.flatMap((who) => {
    const ability = abilityFor(who.facts);
    return asked.flatMap(({ of, subjects }) =>
      subjects.map(({ name, thing, actions }) => ({ who, of, name, actions: allowed(ability, thing, actions) })),
    );
  });
}

const allowed = (ability: MongoAbility, thing: Subject, actions: readonly string[]): string[] =>
  actions.filter((action) => ability.can(action, thing));

/** What these have that the others have not, a sentence for each person and thing. */
function sentences(code: 'gains' | 'loses', these: readonly Standing[], others: readonly Standing[]): string[] {
  const key = ({ who, of, name }: Standing): string => [who.personId, who.centreId, who.role, of, name].join();
  const known = new Map(others.map((one) => [key(one), one.actions]));
  const changed = new Map<string, { who: Candidate; of: string; acts: string[] }>();
  for (const one of these) {
    const actions = one.actions.filter((action) => !known.get(key(one))?.includes(action));
    if (actions.length === 0) continue;
    const line = [one.who.personId, one.who.role, one.of].join();
    const { acts } = changed.get(line) ?? { acts: [] };
    changed.set(line, { who: one.who, of: one.of, acts: [...acts, ...actsInWords(one.name, actions)] });
  }
  return [...changed.values()].map(({ who, of, acts }) =>
    say({ code, params: { name: who.name, role: roleInWords(who.role), place: who.company ?? who.centreName ?? '', acts, of } }),
  );
}
