import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarsInForce } from '#calendar/api';
import type { FormListView } from '#dashboards/api';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Protocols } from '../testing/protocols.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const URL = 'https://registre.demonstration.example/enhertu';

/** ENHERTU as shipped, a part of it collected in a registry. */
const enhertu = (version: number, registries: string) =>
  readFileSync(path.resolve('libs/protocols/api/shipped/enhertu-her2-faible-2.yaml'), 'utf8')
    .replace(/^version: \d+$/m, `version: ${version}`)
    .replace(/^calendar:/m, `registries:\n${registries}\ncalendar:`);
const collecting = (forms: string, url = URL) => `  - { name: DESCAR-T, url: "${url}", forms: [${forms}] }`;

let world: World;
let follow: FollowUp;
let protocols: Protocols;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  [follow, protocols] = [new FollowUp(world), new Protocols(world)];
  patient = await follow.granted();
  const { today: day } = await follow.schedule(patient, ME);
  const { request } = await follow.opened(patient, ME, { formCode: 'FIT' });
  await follow.requests.answer(request, ME, 'fit.administre', 'O');
  await follow.requests.answer(request, ME, 'fit.date_debut', daysBefore(day, 150));
  await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 1 });
});
afterAll(() => world.close());

const follows = () => world.app.get(CalendarsInForce, { strict: false }).follow();
const planned = async () => (await follow.rows(patient, ME)).filter(({ formId }) => !formId).map(({ form }) => form);
const lateForms = async () => {
  const { rows }: FormListView = await told(world.as(ME).get('/dashboard/forms?work=late'));
  return rows.map(({ form, formId }) => (formId ? `${form} begun` : form));
};

describe('a part of the collection made in a registry', () => {
  let third: string;

  it('charter C1.8: is not asked here, once the version that says so is in force: no row, no count, no form to add', async () => {
    expect(await planned()).toContain('QDV');
    expect(await lateForms()).toContain('QDV');
    third = await protocols.inForce(enhertu(3, collecting('QDV')));
    expect(await follows()).toBe(1);
    expect(await planned()).not.toContain('QDV');
    expect(await planned()).toContain('SUIVI');
    expect(await lateForms()).not.toContain('QDV');
    expect(await lateForms()).toContain('SUIVI');
    const { addable } = await follow.schedule(patient, ME);
    expect(addable.map(({ form }) => form)).not.toContain('QDV');
  });

  it('charter C1.8: the tool says where it is made, in the file and on the authorisation', async () => {
    const { elsewhere } = await follow.schedule(patient, ME);
    expect(elsewhere).toEqual([{ name: 'DESCAR-T', url: URL, forms: [expect.stringMatching(/qualité de vie/i)] }]);
    const view = await told(world.as(ME).get(`/authorisations/${world.authorisation('ENH')}`));
    expect(view.registries).toEqual([{ name: 'DESCAR-T', url: URL }]);
  });

  it('charter C1.8: a form collected there is not opened here, and the refusal says where to go', async () => {
    const { visit } = (await follow.rows(patient, ME)).find(({ form }) => form === 'SUIVI') ?? {};
    const { status, body } = await follow.open(patient, ME, { formCode: 'QDV', ...(visit && { visitCode: visit }) });
    expect({ status, rule: body.rule, detail: body.detail }).toEqual({
      status: 409,
      rule: 'C1.8',
      detail: expect.stringContaining(`registre DESCAR-T (${URL}), pas ici`),
    });
  });

  it('charter C1.8: of the whole follow-up nothing is asked but what was begun, and the request is made here', async () => {
    await protocols.withdraw(third).expect(200);
    await protocols.inForce(enhertu(4, collecting('FIT, SUIVI, ARRET, QDV')));
    expect(await follows()).toBe(1);
    expect(await planned()).toEqual([]);
    expect((await follow.rows(patient, ME)).map(({ form }) => form)).toEqual(['FIT', 'SUIVI']);
    expect((await lateForms()).filter((form) => !form.endsWith('begun'))).toEqual([]);
    const { forms } = await follow.requests.enrolment(await follow.requests.started(ME, 'ENH'), ME);
    expect(forms.map(({ kind }: { kind: string }) => kind)).toEqual(['FAT']);
  });

  it.each([
    ['the form that opens the enrolment', 'FAT', /La fiche qui ouvre l’accès se remplit ici/],
    ['a form twice', 'QDV, QDV', /déjà recueillie dans un registre/],
    ['a form that the protocol lacks', 'BILAN', /BILAN/],
    ['the form from which visits asked here count', 'FIT', /comptent depuis «\s?FIT\s?»/],
    ['a form that one kept here reads', 'FIT, SUIVI, QDV', /«\s?ARRET\s?», remplie ici, lit des réponses de «\s?FIT\s?»/],
    ['the stop of visits asked here', 'ARRET', /s’arrêtent avec elle/],
  ])('charter C1.8: a registry may not take %s; the manager is told where and why', async (_told, forms, why) => {
    const { status, body } = await protocols.import(enhertu(5, collecting(forms)));
    expect(status).toBe(422);
    expect(body.items.map(({ message }: { message: string }) => message)).toContainEqual(expect.stringMatching(why));
    expect(body.items.map(({ path: at }: { path: string }) => at)).toContainEqual(expect.stringMatching(/^ligne \d+/));
  });

  it('charter C1.8: an address that is no https link is refused', async () => {
    const { status } = await protocols.import(enhertu(5, collecting('QDV', 'javascript:alert(1)')));
    expect(status).toBe(422);
  });
});
