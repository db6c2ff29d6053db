import { spawn, type ChildProcess } from 'node:child_process';
import { hasEnded, until } from './processes.js';
import type { World } from './world.js';

/** Workers in processes of their own, on the database of a world, so that each can be killed. `build` comes before the first of them. */
export class Workers {
  private readonly running: ChildProcess[] = [];

  constructor(private readonly world: World) {}

  /** @param fault where it dies */
  start(fault?: string): ChildProcess {
    const child = spawn(process.execPath, ['dist/apps/api/main.js'], {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        DATABASE_APP_URL: this.world.config.databaseUrl,
        PORT: '0',
        PASSERELLE_RUNS: 'worker',
        LOG_LEVEL: 'silent',
        ...(fault && { PASSERELLE_FAULT: fault }),
      },
    });
    this.running.push(child);
    return child;
  }

  /** Starts one, and waits until it died where it was to die. */
  async diesAt(fault: string): Promise<void> {
    const dying = this.start(fault);
    await until(async () => hasEnded(dying));
  }

  async end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM' = 'SIGTERM'): Promise<void> {
    child.kill(signal);
    await until(async () => hasEnded(child));
  }

  close(): void {
    for (const child of this.running) child.kill('SIGKILL');
  }
}
