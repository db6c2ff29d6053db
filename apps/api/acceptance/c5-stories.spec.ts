import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Story } from '#kernel/api';
import { DecisionsOf } from '../testing/decisions.js';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let decisions: DecisionsOf;
beforeAll(async () => {
  world = await World.open();
  decisions = new DecisionsOf(world);
});
afterAll(() => world.close());

const story = async (by: string, path: string): Promise<string[]> => {
  const { items }: Story = await told(world.as(by).get(path));
  return items.map(({ text, actorName }) => `${text} (${actorName})`);
};
const refused = async (by: string | undefined, path: string) => (await (by ? world.as(by) : world.anyone()).get(path)).status;

describe('what happened, in the words of the journal', () => {
  it('charter R4, C1.2: of an authorisation: each decision, its cancelling, with who and when; the last first', async () => {
    const { body } = await decisions.record('suspended', { until: decisions.today });
    const [{ id: decisionId }] = body.decisions;
    await world
      .as('gestionnaire')
      .post(`${decisions.path()}/decisions/cancel`)
      .set('If-Match', `"${body.stateVersion}"`)
      .send({ decisionId, reason: 'Jour faux' })
      .expect(200);
    const manager = world.person('gestionnaire').name;
    expect((await story('gestionnaire', `${decisions.path()}/journal`)).slice(0, 2)).toEqual([
      expect.stringMatching(new RegExp(`^Décision annulée\\s: suspension, à compter du .* \\(${manager}\\)$`)),
      expect.stringMatching(new RegExp(`^Décision enregistrée\\s: suspension, à compter du .* \\(${manager}\\)$`)),
    ]);
  });

  it('charter C3.4: that of an authorisation is for its manager, and nobody else', async () => {
    const path = `${decisions.path()}/journal`;
    const statuses = await Promise.all(['prescripteur-a', 'pharmacien-a', 'exploitant', 'data-manager'].map((by) => refused(by, path)));
    expect(statuses).toEqual([403, 403, 403, 403]);
    expect(await refused('exploitant-2', path)).toBe(404);
    expect(await refused('gestionnaire', `${decisions.path('VYV')}/journal`)).toBe(404);
    expect(await refused(undefined, path)).toBe(401);
  });

  it('charter C5.7: of one’s own account and rights, by oneself; of an account of the operator’s side, by a manager', async () => {
    const id = world.person('data-manager').id;
    const account = await told(world.as('gestionnaire').get('/staff'));
    const { stateVersion } = account.items.find(({ personId }: { personId: string }) => personId === id);
    await world
      .as('gestionnaire')
      .patch(`/staff/${id}`)
      .set('If-Match', `"${stateVersion}"`)
      .send({ authorisationIds: [world.authorisation('TEC')], active: true })
      .expect(200);
    const [last] = await story('gestionnaire', `/staff/${id}/journal`);
    expect(last).toContain(`(${world.person('gestionnaire').name})`);
    expect((await story('data-manager', '/my-access/journal'))[0]).toBe(last);
    expect(await story('prescripteur-a', '/my-access/journal')).not.toContain(last);
  });

  it('charter C3.4: nobody reads that of another account but a manager', async () => {
    const path = `/staff/${world.person('gestionnaire').id}/journal`;
    expect(await Promise.all(['prescripteur-a', 'pharmacien-a', 'exploitant', 'data-manager'].map((by) => refused(by, path)))).toEqual([
      403, 403, 403, 403,
    ]);
    expect(await refused(undefined, path)).toBe(401);
    expect(await refused(undefined, '/my-access/journal')).toBe(401);
    expect(await refused('gestionnaire', `/staff/${world.person('prescripteur-a').id}/journal`)).toBe(404);
  });
});
