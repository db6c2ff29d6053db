import { applicability, checkOutcomes, type Env, type Form, type ProtocolMessage, type Values } from '#protocols/domain';

/** A check of level hard that certainly does not hold. */
export interface BrokenCheck {
  /** The code of the check, and its place when it speaks of a row. */
  readonly at: string;
  readonly says: ProtocolMessage;
  /** Keys of the answers where the message is shown; the first one leads there. */
  readonly items: readonly string[];
  /** Keys of all answers that it judges. */
  readonly reads: readonly string[];
}

/**
 * What a form that nobody has to sign is refused for: answers that contradict each other. What is missing, or cannot be judged yet, never
 * holds up the end of an entry.
 */
export function brokenChecks(form: Form, values: Values, env: Env): BrokenCheck[] {
  const found = applicability(form, values, env);
  return checkOutcomes(form, found, env)
    .filter(({ check, holds }) => check.level === 'hard' && holds === false)
    .map(({ check, items, reads }) => ({ at: [check.code, ...items].join(' '), says: check.says, items, reads }));
}

/** Those that a change broke: a check that failed before is told elsewhere, and does not keep other answers from being mended. */
export function newlyBroken(form: Form, before: Values, after: Values, env: Env): BrokenCheck[] {
  const known = new Set(brokenChecks(form, before, env).map(({ at }) => at));
  return brokenChecks(form, after, env).filter(({ at }) => !known.has(at));
}
