import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inThread, moduleBeside, ThreadStopped, type ThreadLimits } from '#kernel/api';
import { ProtocolReading } from './protocol-reading.js';
import { protocolsFolder } from '../protocols-folder.js';
import { readProtocol } from './read-protocol.js';

const vyvgart = readFileSync(join(protocolsFolder(), 'shipped', 'vyvgart.yaml'), 'utf8');
/** 43 kB of forms that are none: compared two by two by the schema, it took the API's thread for many seconds. */
const SLOW = `forms: [${'{},'.repeat(14_000)}{}]`;

/** Limits that nothing here reaches. */
const PATIENT: ThreadLimits = { processorMs: 3_600_000, wallMs: 3_600_000, megabytes: 256 };

it('a thread that fails says so, and leaves the process alone', async () => {
  const gone = moduleBeside(import.meta.url, 'no-such-module');
  await expect(inThread(gone, {}, { ...PATIENT, megabytes: 64 })).rejects.toEqual(new ThreadStopped('failure'));
});

describe('the time that a thread may take', () => {
  /** A thread of these words alone. */
  const thread = (words: string) => new URL(`data:text/javascript,${encodeURIComponent(words)}`);

  it('is a processor’s: who waits his turn, as on a loaded machine, is not stopped', async () => {
    const waits = thread(`
      import { parentPort } from 'node:worker_threads';
      setTimeout(() => parentPort.postMessage('done'), 1_500);`);
    await expect(inThread(waits, {}, { ...PATIENT, processorMs: 1_000 })).resolves.toBe('done');
  });

  it('is counted while it works without a pause', async () => {
    const works = thread('for (;;);');
    await expect(inThread(works, {}, { ...PATIENT, processorMs: 300 })).rejects.toEqual(new ThreadStopped('time'));
  });

  it('ends all the same when it works at nothing', async () => {
    const idles = thread('setInterval(() => undefined, 1_000);');
    await expect(inThread(idles, {}, { ...PATIENT, wallMs: 300 })).rejects.toEqual(new ThreadStopped('time'));
  });
});

describe('a document that someone sends', () => {
  const reading = new ProtocolReading();

  it('is read in a thread as it is read here', async () => {
    await expect(reading.read(vyvgart, 'v.yaml', 'her')).resolves.toEqual(readProtocol(vyvgart, 'v.yaml'));
    await expect(reading.read('', 'v.yaml', 'her')).resolves.toEqual(readProtocol('', 'v.yaml'));
  });

  it('that is made to be slow is stopped, and holds nothing else meanwhile', async () => {
    const over: string[] = [];
    const slow = reading.read(SLOW, 'slow.yaml', 'her', { ...PATIENT, processorMs: 1_500 }).finally(() => over.push('the reading'));
    // Turns of the loop, not a time: how many fit in a second is the machine's affair.
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    over.push('a hundred turns for others');
    const read = await slow;
    expect(read).toMatchObject({ ok: false, problems: [{ file: 'slow.yaml', code: 'too-long' }] });
    expect(over).toEqual(['a hundred turns for others', 'the reading']);
  });
});
