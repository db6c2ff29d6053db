import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { rulesInWords } from '#access-rights/domain';
import type { Agent } from '../testing/agent.js';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';

let world: World;
let patient: Request;
let declarations: Declarations;
let tables: Record<string, (agent: Agent) => PromiseLike<{ status: number; text: string; headers: Record<string, string> }>>;
beforeAll(async () => {
  world = await World.open();
  patient = await new FollowUp(world).granted();
  const authorisationId = world.authorisation('ENH');
  declarations = new Declarations(world);
  await declarations.declared(await declarations.patient(), 'ei.terme', '+33 ; céphalées');
  const question = { enrolmentId: patient.id, text: '=HYPERLINK("http://x") ; précisez' };
  await told(world.as('data-manager').post('/queries').set('Idempotency-Key', randomUUID()).send(question), 201);
  const designee = { kind: 'prescriber', authorisationId, designeeId: world.person('prescripteur-a').id };
  await told(world.as(ME).post('/designations').set('Idempotency-Key', randomUUID()).send(designee), 201);
  tables = {
    patients: (agent) => agent.post('/enrolments/search.csv').send({ authorisationId }),
    journal: (agent) => agent.get(`/enrolments/${patient.id}/journal.csv`),
    mails: (agent) => agent.get('/notifications.csv?state=pending'),
    queries: (agent) => agent.post('/queries/search.csv').send({}),
    matrix: (agent) => agent.get(`/dashboard/matrix.csv?authorisationId=${authorisationId}`),
    forms: (agent) => agent.get('/dashboard/forms.csv?work=soon'),
    missing: (agent) => agent.get('/dashboard/missing.csv'),
    summary: (agent) => agent.get('/dashboard/summary.csv'),
    inclusions: (agent) => agent.get('/dashboard/inclusions.csv'),
    cases: (agent) => agent.get('/pv/cases.csv?state=all'),
    ages: (agent) => agent.get('/dashboard/query-ages.csv'),
    authorisations: (agent) => agent.get('/authorisations.csv'),
    protocols: (agent) => agent.get('/protocols.csv'),
    calendar: (agent) => agent.get(`/enrolments/${patient.id}/schedule.csv`),
    designations: (agent) => agent.get('/designations.csv'),
    accounts: (agent) => agent.get('/staff.csv'),
  };
});
afterAll(() => world.close());

const lines = async (table: string, who: string): Promise<string[]> => {
  const { status, text } = (await tables[table]?.(world.as(who))) ?? { status: 0, text: '' };
  expect({ table, status }).toEqual({ table, status: 200 });
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text.slice(1).trimEnd().split('\r\n');
};

describe('any table as CSV', () => {
  it.each([
    ['patients', ME, 2, /^Numéro d’enregistrement;/],
    ['queries', ME, 3, /;Question;/],
    ['matrix', ME, 6, /;Date prévue;/],
    ['missing', ME, 3, /Parmi les champs qui s’appliquent au patient;.*Parmi tous les champs de la fiche dans le PUT;/],
    ['summary', ME, 2, /;Fiches en retard;/],
    ['inclusions', ME, 2, /^Mois;Patients inclus$/],
    ['ages', ME, 5, /^Âge;/],
    ['cases', DECLARANT, 2, /;Jour 0 \(heure de Paris\);.*;Au plus tard;/],
    ['authorisations', ME, 4, /^Autorisation;.*;Votre accès aux patients;/],
    ['protocols', 'gestionnaire', 4, /^Protocole;Médicament;Autorisations;Version;/],
    ['calendar', ME, 5, /^Visite;Fiche;Date prévue;/],
    ['designations', 'pharmacien-a', 2, /^Autorisation;/],
    ['mails', 'gestionnaire', 8, /^Destinataire;Objet;État;/],
    ['accounts', 'gestionnaire', 7, /^Nom;/],
  ] as const)('%s: its rows under French headings', async (table, who, count, headings) => {
    const found = await lines(table, who);
    expect(found[0]).toMatch(headings);
    expect(found).toHaveLength(count);
  });

  it('the journal of a file: whole, beyond a page, a line a change', async () => {
    const found = await lines('journal', ME);
    const entries = await world.journalOf('enrolment', patient.id);
    expect(found).toHaveLength(1 + entries.reduce((sum, { changes }) => sum + Math.max(1, changes.length), 0));
  });

  it('charter C5.7: the rules of access, whole, for anyone who is signed in', async () => {
    const { text } = await world.as('administrateur').get('/access-rules.csv').expect(200);
    expect(text.slice(1).trimEnd().split('\r\n')).toHaveLength(1 + rulesInWords().length);
    await world.anyone().get('/access-rules.csv').expect(401);
  });

  it('its days are written as people here read them, and its file is named by the day', async () => {
    expect((await lines('matrix', ME)).slice(1).join()).toMatch(/;\d{2}\/\d{2}\/\d{4};/);
    for (const table of Object.keys(tables)) {
      const answer = await tables[table]?.(world.as(table === 'accounts' ? 'gestionnaire' : ME));
      if (answer?.status !== 200) continue;
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[a-z-]+-\d{4}-\d{2}-\d{2}\.csv"$/);
      expect(answer.text).not.toMatch(/(^|;)\d{4}-\d{2}(-\d{2})?(;|\r)/m);
    }
  });

  it('a text that a spreadsheet would compute is shown as text', async () => {
    expect((await lines('queries', ME)).at(-1)).toContain(`;"'=HYPERLINK(""http://x"") ; précisez";`);
    expect((await lines('cases', HOLDER)).at(-1)).toContain(`;"'+33 ; céphalées";`);
  });

  it('charter C5.1: another centre and another company find nothing in it, and the host none of it', async () => {
    for (const table of ['patients', 'queries', 'missing', 'summary', 'inclusions', 'cases'])
      for (const who of ['pharmacien-b', 'exploitant']) expect(await lines(table, who)).toHaveLength(1);
    expect(await lines('matrix', 'pharmacien-b')).toHaveLength(1);
    const journal = await Promise.all(['pharmacien-b', 'exploitant'].map((who) => tables['journal']?.(world.as(who))));
    expect(journal.map((answer) => answer?.status)).toEqual([404, 404]);
    for (const ask of Object.values(tables)) expect([403, 404]).toContain((await ask(world.as('administrateur'))).status);
    for (const ask of Object.values(tables)) expect((await ask(world.anyone())).status).toBe(401);
  });

  it('charter C3.1: is logged once, as an export, with what was asked for and without anything of a patient', async () => {
    await world.db.query('SELECT 1');
    const [{ last }] = await world.db.query('SELECT max(id) AS last FROM access_log');
    for (const table of ['patients', 'queries', 'matrix']) await lines(table, ME);
    const looks = await world.db.query('SELECT action, subject_type, filter FROM access_log WHERE id > $1 ORDER BY id', [last]);
    expect(looks.map(({ action, subject_type: type }: Record<string, string>) => `${action} ${type}`)).toEqual([
      'exported enrolment',
      'exported query',
      'exported enrolment',
    ]);
    expect(JSON.parse(looks[2].filter)).toEqual({ dashboard: 'matrix', authorisationId: world.authorisation('ENH') });
  });

  it('what cannot be read is told as a problem, not as a table', async () => {
    await world
      .as(ME)
      .get('/dashboard/matrix.csv')
      .expect(400, /invalid-request/);
    await world
      .as(ME)
      .get(`/dashboard/matrix.csv?authorisationId=${world.authorisation('ENH')}&cursor=x`)
      .expect(400, /bad-cursor/);
  });
});
