import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inThread, moduleBeside, ThreadStopped } from '#kernel/api';
import { ProtocolReading } from './protocol-reading.js';
import { protocolsFolder } from './protocols-folder.js';
import { readProtocol } from './read-protocol.js';

const vyvgart = readFileSync(join(protocolsFolder(), 'shipped', 'vyvgart.yaml'), 'utf8');
/** 43 kB of forms that are none: compared two by two by the schema, it took the API's thread for many seconds. */
const SLOW = `forms: [${'{},'.repeat(14_000)}{}]`;

it('a thread that fails says so, and leaves the process alone', async () => {
  const gone = moduleBeside(import.meta.url, 'no-such-module');
  await expect(inThread(gone, {}, { milliseconds: 30_000, megabytes: 64 })).rejects.toEqual(new ThreadStopped('failure'));
});

describe('a document that someone sends', () => {
  const reading = new ProtocolReading();

  it('is read in a thread as it is read here', async () => {
    await expect(reading.read(vyvgart, 'v.yaml', 'her')).resolves.toEqual(readProtocol(vyvgart, 'v.yaml'));
    await expect(reading.read('', 'v.yaml', 'her')).resolves.toEqual(readProtocol('', 'v.yaml'));
  });

  it('that is made to be slow is stopped, and holds nothing else meanwhile', async () => {
    const over: string[] = [];
    const slow = reading.read(SLOW, 'slow.yaml', 'her', { milliseconds: 1_500, megabytes: 256 }).finally(() => over.push('the reading'));
    // Turns of the loop, not a time: how many fit in a second is the machine's affair.
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    over.push('a hundred turns for others');
    const read = await slow;
    expect(read).toMatchObject({ ok: false, problems: [{ file: 'slow.yaml', code: 'too-long' }] });
    expect(over).toEqual(['a hundred turns for others', 'the reading']);
  });
});
