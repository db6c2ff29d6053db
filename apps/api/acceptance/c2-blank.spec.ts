import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import type { BlankFormList } from '#paper/api';
import { useBrowser } from '#testing/browser';
import { FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let request: Request;
beforeAll(async () => {
  await useBrowser();
  world = await World.open();
  request = await new FollowUp(world).granted();
});
afterAll(() => world.close());

const ME = 'prescripteur-a2';
const ofAuthorisation = (path = '/pdf', code = 'ENH') => `/authorisations/${world.authorisation(code)}/blank-forms${path}`;
const ofPatient = (path = '/pdf') => `/enrolments/${request.id}/blank-forms${path}`;

async function text(path: string, by = ME): Promise<string> {
  const { body, headers } = await world.as(by).get(path).responseType('blob').expect(200);
  expect(headers['content-type']).toBe('application/pdf');
  return (await extractText(await getDocumentProxy(new Uint8Array(body)), { mergePages: true })).text.replace(/\s+/g, ' ');
}

describe('charter C2.1: every form can be had blank', () => {
  it('charter C2.1: of an authorisation, those of the version in force; by everyone who sees the authorisation', async () => {
    const { version, items }: BlankFormList = await told(world.as(ME).get(ofAuthorisation('')));
    expect([version, items.map(({ code }) => code)]).toEqual([
      expect.any(Number),
      expect.arrayContaining(['FAT', 'FIT', 'SUIVI', 'ARRET']),
    ]);
    for (const who of ['pharmacien-a', 'pnm-a', 'prescripteur-b', 'exploitant-2', 'data-manager', 'gestionnaire'])
      await told(world.as(who).get(ofAuthorisation('')));
    const fit = await text(ofAuthorisation('/FIT/pdf'));
    expect(fit).toMatch(/^ENHERTU .*Fiche d’initiation de traitement .*Le traitement a-t-il été administré \?.*Oui Non/);
    const whole = await text(ofAuthorisation());
    for (const { title } of items) expect(whole).toContain(title.replaceAll('\u00a0', ' '));
  });

  it('charter C2.1: of a patient it bears the number and the visit, and nothing else of who they are', async () => {
    const { registrationNumber, patient } = await told(world.as(ME).get(`/enrolments/${request.id}`));
    const words = await text(ofPatient('/SUIVI/pdf?visit=SUIVI&occurrence=2'));
    expect(words).toContain(`N° d’enregistrement ${registrationNumber}`);
    expect(words).toMatch(/Visite Suivi tous les 3 cycles/);
    expect(words).not.toContain(`${patient.familyLetters} ${patient.givenLetters}`);
    expect(await text(ofPatient())).toContain(registrationNumber);
    const looks = await world.db.query(`SELECT DISTINCT action FROM access_log WHERE subject_type = 'blank-forms' AND subject_id = $1`, [
      request.id,
    ]);
    expect(looks).toEqual([{ action: 'printed' }]);
  });

  it('charter C5.1: is refused to who may not see the patient or the authorisation, and to a stranger', async () => {
    for (const who of ['prescripteur-b', 'pharmacien-b', 'exploitant']) await world.as(who).get(ofPatient('/FIT/pdf')).expect(404);
    await world.as('exploitant').get(ofAuthorisation()).expect(404);
    await world.anyone().get(ofPatient()).expect(401);
    await world.anyone().get(ofAuthorisation()).expect(401);
    await world.anyone().get(ofAuthorisation('')).expect(401);
  });

  it.each([
    ['a form that the protocol does not have', '/NOPE/pdf', 404],
    ['a visit that it does not have', '/SUIVI/pdf?visit=M99', 404],
    ['a form that is not of that visit', '/FIT/pdf?visit=SUIVI', 404],
    ['a time that the visit does not have', '/SUIVI/pdf?visit=SUIVI&occurrence=99', 404],
    ['no visit code', '/SUIVI/pdf?visit=<b>', 400],
    ['no number', '/SUIVI/pdf?visit=SUIVI&occurrence=deux', 400],
  ])('charter C2.1: there is none for %s', async (_, path, status) => {
    await world.as(ME).get(ofPatient(path)).expect(status);
  });

  it('charter C1.8, R8: none of what is not collected here', async () => {
    await world.db.query(`UPDATE authorisation SET turns = $1 WHERE code = 'ENH'`, [
      JSON.stringify([{ from: '2020-01-01', status: 'in-force', waived: true }]),
    ]);
    expect(await told(world.as(ME).get(ofAuthorisation('')))).toEqual({ items: [] });
    await world.as(ME).get(ofAuthorisation('/FIT/pdf')).expect(404);
  });
});
