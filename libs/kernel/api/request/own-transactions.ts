import type { Actor, Ctx } from './ctx.js';

/**
 * Transactions that a route opens by itself, for what comes after something long: rights are read again in each. Anyone who knows rights implements it; floors
 * below say only that they need it.
 */
export abstract class OwnTransactions {
  /** Acts whole or not at all, out of the request's transaction; then runs what was to wait for the commit. */
  abstract inTransaction<T>(actor: Actor, requestId: string, act: (ctx: Ctx) => Promise<T>): Promise<T>;
}
