import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';

/** Settles when the part answers; rejects when it does not. */
export type HealthCheck = () => Promise<unknown>;

const PATIENCE_MS = 3000;

/** The parts without which the product is not ready. Each module declares its own when it starts. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private last: { readonly at: number; readonly states: Promise<Record<string, 'up' | 'down'>> } | undefined;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'healthSeconds'>) {}

  registerCheck(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** What every part answers, or answered a moment ago: anyone who asks without end asks us alone. */
  ask(): Promise<Record<string, 'up' | 'down'>> {
    const now = Date.now();
    if (!this.last || now - this.last.at >= this.config.healthSeconds * 1000) this.last = { at: now, states: this.askAll() };
    return this.last.states;
  }

  /** Asks every part at once; one that says nothing for three seconds is down. What it says is told to no one. */
  private async askAll(): Promise<Record<string, 'up' | 'down'>> {
    const answers = [...this.checks].map(async ([name, check]) => [name, (await settles(check)) ? 'up' : 'down'] as const);
    return Object.fromEntries(await Promise.all(answers));
  }
}

async function settles(check: HealthCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE_MS);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
