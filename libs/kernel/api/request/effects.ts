import { Logger } from '@nestjs/common';
import type { Ctx } from './ctx.js';

type Effect = Parameters<Ctx['afterCommit']>[0];

const logger = new Logger('Effects');

/** The act is done: an effect that fails (a wake-up of the worker) is caught up by the sweep behind it. */
export async function runEffects(effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) {
    try {
      await effect();
    } catch (error) {
      logger.warn({ message: 'An effect after commit failed.', name: (error as Error).name });
    }
  }
}
