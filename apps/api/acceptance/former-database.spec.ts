import { verifyLiveData } from '#forms/api';
import { verifyJournal } from '#kernel/api';
import { filesTold } from '../testing/former.js';
import { formerTold } from '../testing/former-files.js';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

/** What that version called the states of a request, and what they are called everywhere since (docs/decisions/0025): nothing else is told otherwise. */
const RENAMED: Readonly<Record<string, string>> = {
  'en cours de saisie': 'brouillon',
  'complétée, en attente des signatures': 'à signer',
  'en attente de la seconde signature': 'signée une fois',
  'transmise à l’exploitant': 'chez l’exploitant',
  'en attente d’un complément': 'complément demandé',
  accordée: 'accès accordé',
  refusée: 'avis défavorable',
};

/** A file as that version told it, with the states of its request in the words of now. */
const inWordsOfNow = <File>(file: File): File =>
  JSON.parse(JSON.stringify(file), (_, told) =>
    told?.item === 'state' ? { ...told, ...renamed(told, 'old'), ...renamed(told, 'new') } : told,
  );

function renamed(change: Record<string, string>, side: 'old' | 'new'): Record<string, string> {
  const word = change[side];
  return word === undefined ? {} : { [side]: RENAMED[word] ?? word };
}

let world: World;
beforeAll(async () => {
  world = await World.open({ template: 'former' });
});
afterAll(() => world.close());

describe('a database that an earlier version left', () => {
  it('charter C3.1: keeps its journal whole, sealed as it was, and the answers that stand are those it tells', async () => {
    const { faults, seals, entries } = await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey));
    expect({ faults, seals }).toEqual({ faults: [], seals: 2 });
    expect(entries).toBeGreaterThan(1000);
    // The FATs of the stage were granted by a short cut of the tests, which signs and names what nobody typed.
    const live = await world.db.transaction((tx) => verifyLiveData(tx));
    expect(live.faults.filter(({ form }) => form !== 'Fiche d’accès au traitement')).toEqual([]);
  });

  it('keeps every file, number, sentence and value, as that version told them', async () => {
    const before = await formerTold();
    const now = await filesTold(world);
    expect(Object.keys(now)).toEqual(Object.keys(before));
    for (const [id, file] of Object.entries(before)) expect({ id, ...now[id] }).toEqual({ id, ...inWordsOfNow(file) });
  });

  it('charter R4: an authorisation that was suspended or ended is so still, since the same day and for the same reason, and goes on from there', async () => {
    const manager = world.as('gestionnaire');
    const { items } = await told(manager.get('/authorisations'));
    const shut = items.filter(({ status }: { status: string }) => status !== 'in-force');
    expect(shut.map(({ code, status }: { code: string; status: string }) => [code, status])).toEqual([
      ['ENHP', 'suspended'],
      ['TECAC', 'ended'],
    ]);
    for (const { statusSince, statusWhy } of shut) {
      expect(statusSince).toBe(statusWhy.at.slice(0, 10));
      expect(statusWhy).toMatchObject({ byName: expect.stringMatching(/\w+ \w+/), reason: expect.stringMatching(/\.$/) });
    }
    const [{ id, stateVersion }] = shut;
    const { decisions } = await told(manager.get(`/authorisations/${id}/life`));
    expect(decisions.map(({ kind, takenOver }: { kind: string; takenOver: boolean }) => [kind, takenOver])).toEqual([
      ['suspended', true],
      ['granted', true],
    ]);
    const lifted = manager
      .post(`/authorisations/${id}/status`)
      .set('If-Match', `"${stateVersion}"`)
      .send({ status: 'in-force', reason: 'Levée.' });
    expect(await told(lifted)).toMatchObject({ status: 'in-force' });
  });
});
