import { SigningService } from '#forms/api';
import type { History } from './history.js';
import type { Patient } from './known.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const today = (): string => new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date());

/** A request begins, and is most often typed whole at once by its author (charter C5.8). */
export async function start(history: History): Promise<void> {
  const { known, chance, cast } = history;
  const { id: licenceId, code } = chance.pick(cast.licences);
  const may = (account: (typeof cast.accounts)[number]) => known.may(account, 'Authorisation', 'start-request', known.ofLicence(licenceId));
  const account = history.who(may);
  const { profile, personId } = account;
  const prescribers = history.working('prescriber', profile?.centreId);
  if (prescribers.length === 0) return;
  const prescriberId = profile?.role === 'prescriber' ? personId : chance.pick(prescribers).personId;
  const seen = known.may(account, 'Authorisation', 'read', known.ofLicence(licenceId));
  const made = await history.act(account, seen && may(account), `starts a request under ${code}`, () =>
    history.send(account, 'POST', '/enrolments', { authorisationId: licenceId, ...(profile?.role !== 'prescriber' && { prescriberId }) }),
  );
  if (!made || !profile) return;
  const fatId: string = made.forms[0].id;
  const patient: Patient = {
    ...{ name: `E${known.patients.length + 1}`, id: made.id, fatId, licenceId, authorId: personId, prescriberId },
    ...{ centreId: profile.centreId, stays: [profile.centreId], state: 'draft', signed: [], received: false, number: '' },
    forms: [{ id: fatId, kind: 'FAT', visitCentreId: profile.centreId }],
  };
  known.patients.push(patient);
  if (chance.often(0.9)) await complete(history, patient, account);
}

async function complete(history: History, patient: Patient, account: History['cast']['accounts'][number]): Promise<void> {
  const { known, chance } = history;
  const form = { kind: 'FAT', id: patient.fatId, visitCentreId: patient.stays[0] ?? '' };
  const may = (action: string) => known.may(account, 'Form', action, known.ofForm(account, patient, form));
  const letters = (count: number) => Array.from({ length: count }, () => chance.pick([...LETTERS])).join('');
  const answers = {
    ...{ jour: today(), nom: letters(3), prenom: letters(2), naissance: `19${chance.between(30, 99)}-0${chance.between(1, 9)}` },
    ...{ sexe: chance.pick(['M', 'F']), avis: 'O' },
  };
  const changes = Object.entries(answers).map(([item, value]) => ({ item, value, base: 0 }));
  const typed = await history.act(account, may('write') && may('read'), `types ${patient.name}`, () =>
    history.send(account, 'PATCH', `/forms/${patient.fatId}/values`, { changes }),
  );
  if (!typed) return;
  const version = await history.version('form_record', patient.fatId);
  await history.act(account, may('complete'), `ends the entry of ${patient.name}`, () =>
    history.send(account, 'POST', `/forms/${patient.fatId}/complete`, undefined, version),
  );
  patient.state = 'completed';
}

/** What was left in draft is taken up by someone. */
export async function goOn(history: History): Promise<void> {
  const { known, chance } = history;
  const drafts = known.patients.filter(({ state }) => state === 'draft');
  if (drafts.length === 0) return;
  const patient = chance.pick(drafts);
  const form = { kind: 'FAT', id: patient.fatId, visitCentreId: patient.stays[0] ?? '' };
  await complete(
    history,
    patient,
    history.who((account) => known.may(account, 'Form', 'write', known.ofForm(account, patient, form))),
  );
}

/** A FAT is signed; as prescriber it is the request that opens the authorisation (charter C5.6, C5.8). */
export async function sign(history: History): Promise<void> {
  const { known, chance } = history;
  const waiting = known.patients.filter(
    ({ state, licenceId }) => (state === 'completed' || state === 'half-signed') && known.statuses.get(licenceId) === 'in-force',
  );
  if (waiting.length === 0) return;
  const patient = chance.pick(waiting);
  const role = chance.pick((['prescriber', 'pharmacist'] as const).filter((each) => !patient.signed.includes(each)));
  const form = { kind: 'FAT', id: patient.fatId, visitCentreId: patient.centreId };
  const may = (account: (typeof history.cast.accounts)[number]) =>
    ['read', `sign-${role}`].every((action) => known.may(account, 'Form', action, known.ofForm(account, patient, form)));
  const account = history.who(may);
  const [row] = await history.world.db.query('SELECT state_version, content_version FROM form_record WHERE id = $1', [patient.fatId]);
  const body = { role, contentVersion: row.content_version };
  const intent = await history.act(account, may(account), `signs ${patient.name} as ${role}`, () =>
    history.send(account, 'POST', `/forms/${patient.fatId}/signing-intents`, body, row.state_version),
  );
  if (!intent) return;
  await history.world.app.get(SigningService).confirm(account.session.actor, intent.id, { provider: 'plage', amr: ['pwd'] });
  patient.signed.push(role);
  patient.state = patient.signed.length === 2 ? 'sent' : 'half-signed';
  patient.received ||= patient.state === 'sent';
  if (role !== 'prescriber') return;
  known.open({ personId: account.personId, centreId: patient.centreId, licenceId: patient.licenceId, patientId: patient.id });
}

/** A request is taken back: before it was ever sent, it opens nothing any more. */
export async function cancel(history: History): Promise<void> {
  const { known, chance } = history;
  const living = known.patients.filter(({ state }) => ['draft', 'completed', 'half-signed', 'sent'].includes(state));
  if (living.length === 0) return;
  const patient = chance.pick(living);
  const may = (account: (typeof history.cast.accounts)[number]) =>
    ['read', 'cancel'].every((action) => known.may(account, 'Enrolment', action, known.ofPatient(account, patient)));
  const account = history.who(may);
  const version = await history.version('enrolment', patient.id);
  const done = await history.act(account, may(account), `cancels ${patient.name}`, () =>
    history.send(account, 'POST', `/enrolments/${patient.id}/cancel`, { reason: 'Essai des histoires' }, version),
  );
  if (!done) return;
  patient.state = 'cancelled';
  if (!patient.received) for (const one of known.openings) if (one.patientId === patient.id) one.live = false;
}

/** Someone of the centre is given an authorisation by name (charter C5.1, C5.4). */
export async function designate(history: History): Promise<void> {
  const { known, chance, cast } = history;
  const { id: licenceId, code } = chance.pick(cast.licences);
  const kind = chance.pick(['prescriber', 'pnm'] as const);
  const about = known.ofLicence(licenceId);
  const may = (account: (typeof cast.accounts)[number]) =>
    known.may(account, 'Authorisation', 'read', about) && known.may(account, 'Authorisation', `designate-${kind}`, about);
  const account = history.who(may);
  const centreId = account.profile?.centreId ?? cast.centres[0] ?? '';
  const free = history
    .working(kind, centreId)
    .filter(
      ({ personId }) =>
        personId !== account.personId &&
        !known.designations.some(
          (one) =>
            one.stands && one.designeeId === personId && one.kind === kind && one.licenceId === licenceId && one.centreId === centreId,
        ),
    );
  if (free.length === 0) return;
  const designee = chance.pick(free);
  const made = await history.act(account, may(account), `designates ${designee.name} as ${kind} for ${code}`, () =>
    history.send(account, 'POST', '/designations', { kind, authorisationId: licenceId, designeeId: designee.personId }),
  );
  if (!made) return;
  known.designations.push({
    ...{ id: made.id, kind, licenceId, centreId, designeeId: designee.personId, designatorId: account.personId, stands: true },
  });
}

export async function withdraw(history: History): Promise<void> {
  const { known, chance } = history;
  const standing = known.designations.filter(({ stands }) => stands);
  if (standing.length === 0) return;
  const one = chance.pick(standing);
  const may = (account: (typeof history.cast.accounts)[number]) =>
    ['read', 'withdraw'].every((action) => known.may(account, 'Designation', action, known.ofDesignation(account, one)));
  const account = history.who(may);
  const version = await history.version('designation', one.id);
  const done = await history.act(account, may(account), `withdraws designation ${known.designations.indexOf(one) + 1}`, () =>
    history.send(account, 'POST', `/designations/${one.id}/withdraw`, undefined, version),
  );
  if (done) one.stands = false;
}

/** A form of the follow-up is begun, by the centre that follows the patient now. */
export async function follow(history: History): Promise<void> {
  const { known, chance } = history;
  const followed = known.patients.filter(({ state, forms }) => state === 'granted' && forms.length === 1);
  if (followed.length === 0) return;
  const patient = chance.pick(followed);
  const form = { id: '', kind: 'FIT', visitCentreId: patient.centreId };
  const may = (account: (typeof history.cast.accounts)[number]) =>
    known.may(account, 'Enrolment', 'read', known.ofPatient(account, patient)) &&
    known.may(account, 'Form', 'write', known.ofForm(account, patient, form));
  const account = history.who(may);
  const made = await history.act(account, may(account), `begins the follow-up of ${patient.name}`, () =>
    history.send(account, 'POST', `/enrolments/${patient.id}/forms`, { formCode: 'DEBUT' }),
  );
  if (!made) return;
  patient.forms.push({ ...form, id: made.id });
  known.actsIn(patient.id, account.profile?.centreId);
}
