import { randomUUID } from 'node:crypto';
import type { SubjectName } from '#access-rights/domain';
import type { Wire } from '../requests.js';
import type { Account } from './cast.js';
import type { Known, Patient } from './known.js';

/** What the product answered. */
export interface Answered {
  readonly status: number;
  readonly body: Wire;
}

/** One question to the product, and what the model says to it. */
export interface Question {
  readonly account: Account;
  readonly what: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: object;
  /** What the answer comes to, in one word or a list of names. */
  readonly reads: (answered: Answered) => string;
  readonly expected: string;
}

type Of = Pick<Question, 'what' | 'method' | 'path' | 'body'>;

/** Everything that may be asked now, as everyone. */
export function questionsOf(known: Known): Question[] {
  return known.cast.accounts.flatMap((account) => [
    ...listsOf(known, account),
    ...known.cast.licences.flatMap(({ id, code }) => licenceOf(known, account, id, code)),
    ...known.patients.flatMap((patient) => [...fileOf(known, account, patient), ...formsOf(known, account, patient)]),
    ...designationsOf(known, account),
    ...readingsOf(known, account),
  ]);
}

/** What a list shows, by the names of a history; nothing where it is refused. */
const listed =
  (all: readonly { readonly id: string }[]) =>
  ({ status, body }: Answered): string =>
    names(status === 200 ? body.items.map(({ id }: { id: string }) => id) : [], all);

const names = (ids: readonly string[], all: readonly { readonly id: string }[]): string =>
  all.flatMap(({ id }, at) => (ids.includes(id) ? [`${at + 1}`] : [])).join(' ') || 'none';

/** Seen, or not there. */
const looked = ({ status }: Answered): string => (status === 200 ? 'yes' : [401, 403, 404].includes(status) ? 'no' : `${status}`);

/**
 * An act that may not be done is refused by a rule where the thing is seen, and is not there where it is not. Acts carry a version that is never the right one, or a
 * content that nothing has: who may act is told that.
 */
const attempted = ({ status }: Answered): string =>
  status === 401 || status === 403 || status === 404 ? 'no' : status >= 500 ? `${status}` : 'yes';

function look(account: Account, may: boolean, of: Of): Question {
  return { account, ...of, reads: looked, expected: may ? 'yes' : 'no' };
}

function attempt(account: Account, may: boolean, of: Of): Question {
  return { account, ...of, reads: attempted, expected: may ? 'yes' : 'no' };
}

function listsOf(known: Known, account: Account): Question[] {
  const { patients, designations, readings, cast } = known;
  const list = <T extends { readonly id: string }>(of: Of, all: readonly T[], may: (one: T) => boolean): Question => ({
    account,
    ...of,
    reads: listed(all),
    expected: names(
      all.filter(may).map(({ id }) => id),
      all,
    ),
  });
  return [
    list({ what: 'list patients', method: 'POST', path: '/enrolments/search', body: {} }, patients, (one) =>
      known.may(account, 'Enrolment', 'read', known.ofPatient(account, one)),
    ),
    list({ what: 'list designations', method: 'GET', path: '/designations' }, designations, (one) =>
      known.may(account, 'Designation', 'read', known.ofDesignation(account, one)),
    ),
    list({ what: 'list readings', method: 'GET', path: '/read-grants' }, readings, (one) =>
      known.may(account, 'ReadGrant', 'read', known.ofReading(account, one)),
    ),
    list({ what: 'list authorisations', method: 'GET', path: '/authorisations' }, cast.licences, ({ id }) =>
      known.may(account, 'Authorisation', 'read', known.ofLicence(id)),
    ),
  ];
}

/** The acts that begin with an authorisation: a request, a designation; and what it says that it opens. */
function licenceOf(known: Known, account: Account, id: string, code: string): Question[] {
  const may = (action: string) => known.may(account, 'Authorisation', action, known.ofLicence(id));
  const seen = may('read');
  const designate = (kind: string) =>
    attempt(account, seen && may(`designate-${kind}`), {
      what: `designate ${kind} for ${code}`,
      method: 'POST',
      path: '/designations',
      body: { kind, authorisationId: id, designeeId: randomUUID() },
    });
  return [
    designate('prescriber'),
    designate('pnm'),
    attempt(account, seen && may('start-request'), {
      what: `start a request under ${code}`,
      method: 'POST',
      path: '/enrolments',
      body: { authorisationId: id, prescriberId: randomUUID() },
    }),
    {
      account,
      what: `what ${code} opens`,
      method: 'GET',
      path: `/authorisations/${id}`,
      reads: ({ status, body }) => (status === 200 ? `${body.abilities.includes('read-patients') ? 'patients' : 'itself'}` : 'no'),
      expected: !seen ? 'no' : may('read-patients') ? 'patients' : 'itself',
    },
  ];
}

function fileOf(known: Known, account: Account, patient: Patient): Question[] {
  const { id, name, centreId } = patient;
  const about = known.ofPatient(account, patient);
  const may = (action: string) => known.may(account, 'Enrolment', action, about);
  const seen = may('read');
  const read = (what: string, path: string, isOpen: boolean) =>
    look(account, isOpen, { what: `${what} of ${name}`, method: 'GET', path: `/enrolments/${id}${path}` });
  const act = (what: string, path: string, isOpen: boolean, body: object) =>
    attempt(account, isOpen, { what: `${what} ${name}`, method: 'POST', path: `/enrolments/${id}${path}`, body });
  const within = <T extends { readonly id: string; readonly patientId: string }>(
    what: string,
    path: string,
    all: readonly T[],
    mayRead: (one: T) => boolean,
  ): Question => {
    const its = all.filter(({ patientId }) => patientId === id);
    const open = seen ? its.filter(mayRead) : [];
    const expected = names(
      open.map((one) => one.id),
      its,
    );
    return { account, what: `${what} of ${name}`, method: 'GET', path: `/enrolments/${id}${path}`, reads: listed(its), expected };
  };
  const reason = 'Essai des histoires';
  return [
    read('file', '', seen),
    read('schedule', '/schedule', seen && may('follow')),
    read('journal', '/journal', seen && may('read-journal')),
    act('cancel', '/cancel', seen && may('cancel'), { reason }),
    act('decide', '/decision', seen && may('decide'), { decision: 'favourable' }),
    act(
      'transfer',
      '/transfers',
      seen && known.may(account, 'Transfer', 'make', known.ofMove(account, { patientId: id, from: centreId, to: centreId })),
      {
        ...{ fromCentreId: centreId, toCentreId: centreId, prescriberId: randomUUID(), askedBy: 'from', effectiveOn: '2026-01-01' },
      },
    ),
    within('transfers', '/transfers', known.moves, (one) => known.may(account, 'Transfer', 'read', known.ofMove(account, one))),
    within('readings', '/read-grants', known.readings, (one) => known.may(account, 'ReadGrant', 'read', known.ofReading(account, one))),
  ];
}

function formsOf(known: Known, account: Account, patient: Patient): Question[] {
  return patient.forms.flatMap((form) => {
    const about = known.ofForm(account, patient, form);
    const may = (action: string) => known.may(account, 'Form', action, about);
    const seen = may('read');
    const [of, path] = [`${form.kind} of ${patient.name}`, `/forms/${form.id}`];
    const sign = (role: string) =>
      attempt(account, seen && may(`sign-${role}`), {
        what: `sign as ${role} the ${of}`,
        method: 'POST',
        path: `${path}/signing-intents`,
        body: { role, contentVersion: 0 },
      });
    return [
      look(account, seen, { what: `read the ${of}`, method: 'GET', path }),
      attempt(account, seen && may('write'), {
        what: `type in the ${of}`,
        method: 'PATCH',
        path: `${path}/values`,
        body: { changes: [{ item: 'hors.put', value: 1, base: 0 }] },
      }),
      sign('prescriber'),
      sign('pharmacist'),
    ];
  });
}

function designationsOf(known: Known, account: Account): Question[] {
  return known.designations.map((one, at) => {
    const may = (action: string) => known.may(account, 'Designation', action, known.ofDesignation(account, one));
    const isOpen = may('read') && may('withdraw');
    return attempt(account, isOpen, {
      what: `withdraw designation ${at + 1}`,
      method: 'POST',
      path: `/designations/${one.id}/withdraw`,
      body: {},
    });
  });
}

function readingsOf(known: Known, account: Account): Question[] {
  const act = (subject: SubjectName, one: Known['readings'][number], action: string) =>
    known.may(account, subject, action, known.ofReading(account, one));
  return known.readings.map((one, at) =>
    attempt(account, act('ReadGrant', one, 'read') && act('ReadGrant', one, 'withdraw'), {
      what: `withdraw reading ${at + 1}`,
      method: 'POST',
      path: `/read-grants/${one.id}/withdraw`,
      body: { reason: 'Essai des histoires' },
    }),
  );
}
