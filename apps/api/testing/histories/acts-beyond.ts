import { TransfersToCome } from '#transfers/api';
import type { History } from './history.js';
import type { Move, Reading } from './known.js';

type Account = History['cast']['accounts'][number];

const DAY_MS = 86_400_000;
const dayIn = (days: number): string =>
  new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date(Date.now() + days * DAY_MS));

/** The holder's opinion. What is granted is followed since long: a transfer comes after (its days are no rights). */
export async function decide(history: History): Promise<void> {
  const { known, chance } = history;
  const sent = known.patients.filter(({ state }) => state === 'sent');
  if (sent.length === 0) return;
  const patient = chance.pick(sent);
  const may = (account: Account) =>
    ['read', 'decide'].every((action) => known.may(account, 'Enrolment', action, known.ofPatient(account, patient)));
  const account = history.who(may);
  const isFavourable = chance.often(0.85);
  const version = await history.version('enrolment', patient.id);
  const body = isFavourable ? { decision: 'favourable' } : { decision: 'unfavourable', reason: 'Essai des histoires' };
  const done = await history.act(account, may(account), `decides on ${patient.name}`, () =>
    history.send(account, 'POST', `/enrolments/${patient.id}/decision`, body, version),
  );
  if (!done) return;
  patient.state = isFavourable ? 'granted' : 'refused';
  if (!isFavourable) return;
  const [row] = await history.world.db
    .query(`UPDATE enrolment SET decided_at = now() - interval '90 days' WHERE id = $1 RETURNING registration_number AS number`, [
      patient.id,
    ])
    .then(([rows]) => rows);
  patient.number = row.number;
  await history.world.db.query(`UPDATE stay SET from_day = current_date - 90 WHERE enrolment_id = $1`, [patient.id]);
}

/** A manager transfers a patient, from today on or on a day to come (charter C10.1, C10.6). */
export async function transfer(history: History): Promise<void> {
  const { known, chance, cast } = history;
  const movable = known.patients.filter(
    ({ id, state }) => state === 'granted' && !known.moves.some((one) => one.patientId === id && one.state === 'planned'),
  );
  if (movable.length === 0) return;
  const patient = chance.pick(movable);
  const from = patient.centreId;
  const to = chance.pick(cast.centres.filter((id) => id !== from));
  const prescribers = history.working('prescriber', to);
  if (prescribers.length === 0) return;
  const { personId: prescriberId } = chance.pick(prescribers);
  const may = (account: Account) =>
    known.may(account, 'Enrolment', 'read', known.ofPatient(account, patient)) &&
    known.may(account, 'Transfer', 'make', known.ofMove(account, { patientId: patient.id, from, to }));
  const account = history.who(may);
  const isToCome = chance.often(0.3);
  const body = { fromCentreId: from, toCentreId: to, prescriberId, askedBy: 'from', effectiveOn: dayIn(isToCome ? 20 : 0) };
  const made = await history.act(account, may(account), `transfers ${patient.name} to ${to.slice(-1)}${isToCome ? ' one day' : ''}`, () =>
    history.send(account, 'POST', `/enrolments/${patient.id}/transfers`, body),
  );
  if (!made) return;
  const move: Move = {
    id: made.id,
    patientId: patient.id,
    from,
    to,
    prescriberId,
    state: 'planned',
    openedAccess: false,
    writtenSince: false,
  };
  known.moves.push(move);
  if (!isToCome) known.go(move);
}

/** One that is to come is called off, or its day comes; one that was done is undone while it is the last and nothing was written since. */
export async function settle(history: History): Promise<void> {
  const { known, chance } = history;
  const open = known.moves.filter(({ state, patientId }) => state === 'planned' || (state === 'done' && !known.hasPlanned(patientId)));
  if (open.length === 0) return;
  const move = chance.pick(open);
  const patient = known.patient(move.patientId);
  if (move.state === 'planned' && chance.often(0.5)) {
    await history.happens(`the day of the transfer of ${patient.name} comes`, async () => {
      await history.world.db.query('UPDATE transfer SET effective_on = current_date WHERE id = $1', [move.id]);
      await history.world.app.get(TransfersToCome).doDue();
    });
    known.go(move);
    return;
  }
  const act = move.state === 'planned' ? 'cancel' : 'undo';
  const isPossible = act === 'cancel' || (known.lastMove(patient.id) === move && !move.writtenSince);
  const may = (account: Account) =>
    ['read', 'make'].every((action) => known.may(account, 'Transfer', action, known.ofMove(account, move))) &&
    known.may(account, 'Enrolment', 'read', known.ofPatient(account, patient));
  const account = history.who(may);
  const version = await history.version('transfer', move.id);
  const done = await history.act(account, may(account) && isPossible, `asks to ${act} the transfer of ${patient.name}`, () =>
    history.send(account, 'POST', `/transfers/${move.id}/${act}`, { reason: 'Essai des histoires' }, version),
  );
  if (!done) return;
  if (act === 'undo') known.comeBack(move);
  move.state = 'over';
}

/** A pharmacist of elsewhere asks to read a file of which they know the number (charter C9.2). */
export async function askReading(history: History): Promise<void> {
  const { known, chance } = history;
  const numbered = known.patients.filter(({ state }) => state === 'granted');
  if (numbered.length === 0) return;
  const patient = chance.pick(numbered);
  const { id: patientId, licenceId, centreId } = patient;
  const elsewhere = history.accounts(({ profile, personId }) => profile?.centreId !== centreId && !known.waitsOrReads(patientId, personId));
  const about = { licenceId, askedByThem: true, askedFromTheirCentre: true };
  const may = (account: Account) =>
    known.may(account, 'Authorisation', 'read', known.ofLicence(licenceId)) && known.may(account, 'ReadGrant', 'ask', about);
  const account = history.who(may, elsewhere);
  const made = await history.act(account, may(account), `asks to read ${patient.name}`, () =>
    history.send(account, 'POST', '/read-grants', { authorisationId: licenceId, number: patient.number, why: 'Essai des histoires' }),
  );
  if (!made) return;
  const { personId: askerId, profile } = account;
  known.readings.push({ id: made.id, patientId, centreId, askerId, askerCentreId: profile?.centreId ?? '', state: 'asked' });
}

/** A prescriber of the patient's centre answers, or takes back what was given. */
export async function answerReading(history: History): Promise<void> {
  const { known, chance } = history;
  const open = known.readings.filter(({ state }) => state !== 'over');
  if (open.length === 0) return;
  const one = chance.pick(open);
  const act = one.state === 'granted' ? 'withdraw' : chance.often(0.8) ? 'grant' : 'refuse';
  const may = (account: Account) => ['read', act].every((action) => known.may(account, 'ReadGrant', action, known.ofReading(account, one)));
  const account = history.who(may);
  const isPossible = act !== 'grant' || isThere(history, one);
  const version = await history.version('read_grant', one.id);
  const done = await history.act(account, may(account) && isPossible, `asks to ${act} reading ${known.readings.indexOf(one) + 1}`, () =>
    history.send(
      account,
      'POST',
      `/read-grants/${one.id}/${act}`,
      act === 'grant' ? { until: dayIn(30) } : { reason: 'Essai des histoires' },
      version,
    ),
  );
  if (!done) return;
  one.state = act === 'grant' ? 'granted' : 'over';
  known.actsIn(one.patientId, account.profile?.centreId);
}

/** Who asked still dispenses there. */
const isThere = (history: History, { askerId, askerCentreId }: Reading): boolean =>
  history.working('pharmacist', askerCentreId).some(({ personId }) => personId === askerId);
