import { Injectable } from '@nestjs/common';

/** Settles when the part answers; rejects when it does not. */
export type HealthCheck = () => Promise<unknown>;

const PATIENCE_MS = 3000;

/** The parts without which the product is not ready. Each module declares its own when it starts. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();

  registerCheck(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** Asks every part at once; one that says nothing for three seconds is down. What it says is told to no one. */
  async ask(): Promise<Record<string, 'up' | 'down'>> {
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
