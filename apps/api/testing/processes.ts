import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again, for three minutes, which a loaded machine does not exhaust; what it throws counts as no. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 180_000; Date.now() < end; await sleep(100)) {
    if (await condition().catch(() => false)) return;
  }
  throw new Error(`It did not come to pass within three minutes: ${condition.toString()}`);
}

/** Also one that was never started. */
export function hasEnded(child: ChildProcess | undefined): boolean {
  return child === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Whether there is such a process, ours or not. */
export function isRunning(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
