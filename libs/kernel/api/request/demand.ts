import type { Subject } from '@casl/ability';
import type { Ctx } from './ctx.js';
import { Problem } from '../http/problem.js';

/**
 * Lets the act through, or says why not with the rule's id when the policy gives one. Asked after the row was found: what one
 * may not see is `not-found` already (401, then 404, then 403).
 * @throws Problem `not-allowed`.
 */
export function demand(ctx: Ctx, action: string, thing: Subject): void {
  if (ctx.ability.can(action, thing)) return;
  const rule = ctx.ability.relevantRuleFor(action, thing)?.reason;
  throw new Problem('not-allowed', rule ? { rule } : {});
}
