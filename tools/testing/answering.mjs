/** Where a product that was started with PORT=0 is, for who waits for it. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readIfThere } from '../process.mjs';

/** The port of the product whose data stand there, once it answers, its PDFs included; undefined when its process ends first. */
export async function whenAnswers(child, data) {
  for (; child.exitCode === null && child.signalCode === null; await sleep(250)) {
    const { port, parts } = state(data);
    if (!parts) continue;
    const answer = await fetch(`http://localhost:${port}/api/v1/health/ready`).catch(() => undefined);
    if (answer?.ok) return port;
  }
  return undefined;
}

function state(data) {
  try {
    return JSON.parse(readIfThere(path.join(data, 'run.json')) ?? '{}');
  } catch {
    // It was just being written.
    return {};
  }
}
