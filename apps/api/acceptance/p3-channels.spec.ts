import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChannelsView } from '#pharmacovigilance/api';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { Protocols } from '../testing/protocols.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let declarations: Declarations;
let vyvgart: Request;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
  vyvgart = await declarations.patient();
});
afterAll(() => world.close());

const channels = ({ id }: Request, by = DECLARANT): Promise<ChannelsView> => told(world.as(by).get(`/enrolments/${id}/channels`));
const becomes = (kind: string) => world.db.query(`UPDATE authorisation SET kind = $1 WHERE code = 'VYV'`, [kind]);
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('where adverse effects are declared', () => {
  it('charter P3: before the AMM, by the forms of the PUT, which open from there', async () => {
    const { words, byPortal, forms, portal, holder } = await channels(vyvgart);
    expect(plain(words[0])).toMatch(
      /^Avant l’AMM, déclarez ici, .*la pharmacovigilance de Laboratoire de VYVGART est prévenue dès le premier/,
    );
    expect(byPortal).toBe(false);
    expect(forms.map(({ kind, canOpen }) => [kind, canOpen])).toEqual([
      ['EI', true],
      ['SP', true],
    ]);
    expect(portal.url).toBe('https://signalement.social-sante.gouv.fr');
    expect(holder.email).toMatch(/@/);
    expect((await channels(vyvgart, HOLDER)).forms.map(({ canOpen }) => canOpen)).toEqual([false, false]);
  });

  it('charter C8.4: after the AMM same forms, same number, same follow-up: only the words on the channel change', async () => {
    const before = await channels(vyvgart);
    const file = await declarations.follow.requests.enrolment(vyvgart, DECLARANT);
    const calendar = await declarations.follow.schedule(vyvgart, DECLARANT);
    await becomes('AAP-POST-AMM');
    const after = await channels(vyvgart);
    expect(after.forms).toEqual(before.forms);
    expect({ ...after, words: [], byPortal: false }).toEqual({ ...before, words: [], byPortal: false });
    expect(after.byPortal).toBe(true);
    expect(plain(after.words[0])).toMatch(/^Depuis l’AMM, déclarez .* \(CRPV\) .* portail national\.$/);
    expect(plain(after.words[1])).toMatch(/^Les fiches du PUT restent à remplir ici/);
    expect(await declarations.follow.requests.enrolment(vyvgart, DECLARANT)).toEqual(file);
    expect(await declarations.follow.schedule(vyvgart, DECLARANT)).toEqual(calendar);
    const form = await declarations.declared(vyvgart);
    expect((await declarations.caseOf(form)).clock?.daysLeft).toBe(15);
    await becomes('AAP-PRE-AMM');
  });

  it('charter P3: where the PUT has no such form, the CRPV and the portal, or the holder before the AMM', async () => {
    const enhertu = await declarations.follow.granted();
    const before = await channels(enhertu, 'prescripteur-a2');
    expect([before.forms, before.byPortal]).toEqual([[], false]);
    expect(plain(before.words[0])).toMatch(
      /n’a pas de fiche de déclaration : avant l’AMM, déclarez à la pharmacovigilance de Laboratoire d’ENHERTU/,
    );
    await world.db.query(`UPDATE authorisation SET kind = 'AAP-POST-AMM' WHERE code = 'ENH'`);
    expect(await channels(enhertu, 'prescripteur-a2')).toMatchObject({ byPortal: true, words: [expect.stringContaining('CRPV')] });
    expect((await channels(enhertu, 'prescripteur-a2')).statement).toMatch(/signalement\.social-sante\.gouv\.fr/);
  });

  it('charter P3: is told to anyone who reads the file, and to nobody else', async () => {
    expect((await world.anyone().get(`/enrolments/${vyvgart.id}/channels`)).status).toBe(401);
    for (const outside of ['exploitant-2', 'prescripteur-b'])
      expect((await world.as(outside).get(`/enrolments/${vyvgart.id}/channels`)).status).toBe(404);
  });

  it('charter P3: is told all the same while no version of the protocol is in force, and offers no form that would not open', async () => {
    const { protocolVersionId } = await declarations.follow.requests.form(vyvgart, DECLARANT);
    await new Protocols(world).withdraw(protocolVersionId).expect(200);
    const { words, forms, holder } = await channels(vyvgart);
    expect(forms.map(({ canOpen }) => canOpen)).toEqual([false, false]);
    expect(words.map(plain)).toEqual([
      expect.stringMatching(/^Aucune version du protocole n’est en vigueur aujourd’hui : /),
      expect.stringMatching(/^Déclarez à la pharmacovigilance de Laboratoire de VYVGART, sans attendre/),
    ]);
    expect(holder.email).toMatch(/@/);
  });
});
