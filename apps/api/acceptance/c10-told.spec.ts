import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { TransfersToCome } from '#transfers/api';
import { Ear, until, wentOn } from '../testing/ear.js';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { routesOf } from '../testing/routes.js';
import { TransfersOf } from '../testing/transfers.js';
import { World } from '../testing/world.js';

const OF_A = 'prescripteur-a2';
const PUI_A = 'pharmacien-a';
/** Those who work in B: who receives the patient prescribes there. */
const IN_B = ['prescripteur-b', 'pharmacien-b', 'pnm-b'];

let world: World;
let follow: FollowUp;
let transfers: TransfersOf;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let patient: Request;
let letters: string;
let number: string;
let today: string;
const ears: Ear[] = [];

beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ env: { LIVE_BEAT_SECONDS: '1', SMTP_URL: mailbox.smtpUrl } });
  follow = new FollowUp(world);
  transfers = new TransfersOf(world);
});
afterEach(() => ears.splice(0).forEach((ear) => ear.close()));
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});

beforeEach(async () => {
  ({ patient, today } = await transfers.patientOfA());
  const file = await follow.requests.enrolment(patient, OF_A);
  letters = Object.values(file.patient ?? {})
    .slice(0, 2)
    .join(' ');
  number = file.registrationNumber ?? '';
});

const listens = async (name: string): Promise<Ear> => {
  const ear = await Ear.open(world.url, world.as(name));
  ears.push(ear);
  return ear;
};
const heardOf = ({ changes }: Ear) => changes.filter(({ enrolmentId }) => enrolmentId === patient.id);
const cameDue = async () => {
  await world.db.query(`UPDATE transfer SET effective_on = effective_on - 7 WHERE enrolment_id = $1`, [patient.id]);
  return world.app.get(TransfersToCome).doDue();
};

/** What tells of the looks themselves, of who asks, or of the moment. */
const OF_THE_LOOK = /^\/(health|live|session|second-factor|my-sessions|my-access-log|access-log|questionnaire)/;
/** All that one is answered without an address that somebody gave: every list, count and table of theirs, and what they find by search. */
async function everythingOf(by: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { method, path } of routesOf(world)) {
    if (method !== 'GET' || path.includes(':') || OF_THE_LOOK.test(path)) continue;
    const { status, text } = await world.as(by).get(path);
    found[path] = `${status} ${text}`.replace(/"requestId":"[^"]*"/, '');
  }
  const asked = [
    ['/enrolments/search', {}],
    ['/enrolments/search', { search: letters }],
    ['/enrolments/search', { search: number }],
    ['/queries/search', {}],
    ['/pv/cases/search', {}],
  ] as const;
  for (const [index, [path, body]] of asked.entries()) {
    const { status, text } = await world.as(by).post(path).send(body);
    found[`${index} ${path}`] = `${status} ${text}`.replace(/"requestId":"[^"]*"/, '');
  }
  for (const view of [`matrix?authorisationId=${world.authorisation('ENH')}`, 'forms?work=late', 'forms?work=soon']) {
    const { status, text } = await world.as(by).get(`/dashboard/${view}`);
    found[view] = `${status} ${text}`;
  }
  return found;
}

describe('a transfer that is to come', () => {
  it.each(IN_B)(
    'charter C10.1: tells %s of the receiving centre nothing of the patient: home, lists, counts, search, files, changes',
    async (by) => {
      const before = await everythingOf(by);
      expect(Object.keys(before).length).toBeGreaterThan(40);
      expect(before['/home']).toMatch(/^200 /);
      const ear = await listens(by);
      const planned = await transfers.made(patient, { effectiveOn: daysBefore(today, -7) });
      await wentOn(ear);

      const after = await everythingOf(by);
      expect(after).toEqual(before);
      const text = JSON.stringify(after);
      expect([patient.id, patient.formId, planned.id, number, letters].filter((secret) => text.includes(secret))).toEqual([]);
      expect(heardOf(ear)).toEqual([]);
      for (const address of ['', '/transfers', '/journal', '/schedule', '/seers'])
        expect([address, (await world.as(by).get(`/enrolments/${patient.id}${address}`)).status]).toEqual([address, 404]);
      expect((await world.as(by).get(`/forms/${patient.formId}`)).status).toBe(404);
      expect((await transfers.end(planned, 'cancel', by)).status).toBe(404);

      await told(transfers.end(planned, 'cancel'));
      await wentOn(ear);
      expect(await everythingOf(by)).toEqual(before);
      expect(heardOf(ear)).toEqual([]);
    },
  );

  it('charter C10.1: is announced to that centre by an e-mail in which nothing is of the patient, nor of the centre that they leave', async () => {
    const { id: transferId } = await transfers.made(patient, { effectiveOn: daysBefore(today, -7) });
    const rows: { id: string; kind: string; enrolmentId: string | null }[] = await world.db.query(
      `SELECT notification.id, notification.kind, notification.enrolment_id AS "enrolmentId" FROM notification
       JOIN journal_entry entry ON entry.id = notification.entry_id WHERE notification.person_id = ANY($1) AND entry.details::text LIKE $2`,
      [IN_B.map((by) => world.person(by).id), `%${transferId}%`],
    );
    expect([...new Set(rows.map(({ kind, enrolmentId }) => `${kind} ${enrolmentId}`))]).toEqual(['transfer-announced null']);
    mailbox.messages.length = 0;
    for (const { id } of rows) await world.app.get(Sender).send(id);
    expect(mailbox.messages.length).toBe(rows.length);
    for (const { subject, text, html } of mailbox.messages)
      for (const secret of [patient.id, patient.formId, number, letters, 'ENHERTU', 'Nancy', world.person(OF_A).familyName])
        expect(`${subject} ${text} ${html}`).not.toContain(secret);
  });

  it('charter C10.2: on its day it is all there for the centre that receives, which hears of it without a reload', async () => {
    await transfers.made(patient, { effectiveOn: daysBefore(today, -7) });
    const ear = await listens('pharmacien-b');
    expect(await cameDue()).toBe(1);
    await until(() => heardOf(ear).some(({ action }) => action === 'transfer.done'));
    expect((await everythingOf('pharmacien-b'))['2 /enrolments/search']).toContain(patient.id);
  });
});

describe('pages that are open when a patient goes', () => {
  it('charter C10.5: in the centre that they leave are told to read everything again, and nothing of what comes after', async () => {
    await transfers.made(patient, { effectiveOn: daysBefore(today, -7) });
    const ofA = await Promise.all([OF_A, PUI_A].map((by) => listens(by)));
    const stranger = await listens('exploitant');
    await wentOn(...ofA, stranger);
    const [resets, heard] = [ofA.map((ear) => ear.resets), ofA.map((ear) => heardOf(ear).length)];
    const before = stranger.resets;
    expect(await cameDue()).toBe(1);
    await until(() => ofA.every((ear, nth) => ear.resets > (resets[nth] ?? 0)));
    await told(
      follow.requests.change(
        { id: patient.id, formId: (await follow.opened(patient, 'pharmacien-b', { formCode: 'FIT' })).id },
        'pharmacien-b',
        [{ item: 'fit.administre', value: 'O', base: 0 }],
      ),
    );
    await wentOn(...ofA, stranger);
    expect(ofA.map((ear) => heardOf(ear).length)).toEqual(heard);
    expect(stranger.resets).toBe(before);
  });

  it('charter C10.1: of one that is undone, in the centre that receives the patient no more, a page that was cut meanwhile too', async () => {
    const made = await transfers.made(patient, { effectiveOn: today });
    const [open, cut] = await Promise.all([listens('pharmacien-b'), listens('pharmacien-b')]);
    await wentOn(open, cut);
    const { resets } = open;
    cut.close();
    await told(transfers.end(made, 'undo'));
    await until(() => open.resets > resets);
    const back = await Ear.open(world.url, world.as('pharmacien-b'), { lastEventId: cut.lastEventId });
    ears.push(back);
    expect(back.resets).toBe(1);
    expect(heardOf(back)).toEqual([]);
  });
});
