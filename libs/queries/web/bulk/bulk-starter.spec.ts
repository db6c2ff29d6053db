import { TestBed } from '@angular/core/testing';
import type { StartBulkAct } from '#api-client';
import { Announcer, ApiProblem, Dialogs } from '#kernel/web';
import { BulkApi } from './bulk.api.js';
import type { BulkAnswer, BulkQuestion } from './bulk-dialog.js';
import { askQuestion } from './bulk-questions.js';
import { BulkStarter } from './bulk-starter.js';
import { bulkAct } from '../queries.testing.js';

const WISH: StartBulkAct = { act: 'ask', text: 'Poids à confirmer', targets: [{ enrolmentId: 'e' }] };
const ANSWER: BulkAnswer = { text: 'Poids à confirmer', reason: '', isChosen: false };

/** @param failures how many first tries do not come through */
function starter(failures: number, answers: (BulkAnswer | undefined)[] = []) {
  const [keys, asked, said]: [string[], BulkQuestion[], string[]] = [[], [], []];
  const start = async (_wish: StartBulkAct, key: string) => {
    if (keys.push(key) <= failures) throw new ApiProblem('unreachable', 'Passerelle ne répond pas.', 0);
    return bulkAct('a');
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: BulkApi, useValue: { start } },
      { provide: Announcer, useValue: { say: (words: string) => said.push(words) } },
      { provide: Dialogs, useValue: { open: async (_part: unknown, question: BulkQuestion) => (asked.push(question), answers.shift()) } },
    ],
  });
  return { tested: TestBed.inject(BulkStarter), keys, asked, said };
}

describe('the beginning of an act on many', () => {
  it('the same wish keeps its key until it started; another, or the same once more, has its own', async () => {
    const { tested, keys, said } = starter(2);
    expect(await tested.send(WISH)).toBeUndefined();
    expect(await tested.send(WISH)).toBeUndefined();
    expect([said.length, tested.failed()]).toEqual([2, 2]);
    expect(await tested.send(WISH)).toMatchObject({ id: 'a' });
    await tested.send(WISH);
    await tested.send({ ...WISH, text: 'Taille à confirmer' });
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(new Set(keys.slice(2)).size).toBe(3);
  });

  it('what was typed is given back, with why it did not start', async () => {
    const { tested, keys, asked } = starter(1, [ANSWER, ANSWER]);
    const act = await tested.start('ask', askQuestion('Une question', '', 0), { targets: [{ enrolmentId: 'e' }] });
    expect(act).toMatchObject({ id: 'a' });
    expect(asked).toEqual([
      expect.not.objectContaining({ typed: expect.anything() }),
      expect.objectContaining({ typed: ANSWER, refusal: 'Passerelle ne répond pas.' }),
    ]);
    expect(keys[1]).toBe(keys[0]);
  });

  it('given back, it may be left', async () => {
    const { tested, keys } = starter(1, [ANSWER, undefined]);
    expect(await tested.start('ask', askQuestion('Une question', '', 0), {})).toBeUndefined();
    expect(keys).toHaveLength(1);
  });
});
