import { HOSPITAL_ROLES, STAFF_ROLES, type Facts, type SubjectName, type Subjects } from '../vocabulary.js';
import type { Person, Thing } from './asked.js';

type Words<T> = { readonly [K in keyof T]?: readonly T[K][] };

const EITHER = [true, false] as const;

/** Every combination of one value of each word. */
function every<T>(words: Words<T>, rest: T): T[] {
  return Object.entries(words).reduce<T[]>(
    (all, [word, values]) => all.flatMap((one) => (values as readonly unknown[]).map((value) => ({ ...one, [word]: value }))),
    [rest],
  );
}

/** Someone who has nothing. */
export const NOBODY: Person = {
  role: 'none',
  requested: false,
  designated: false,
  assigned: false,
  readingGranted: false,
  continued: false,
};

const OF_HOSPITAL = { requested: EITHER, designated: EITHER, readingGranted: EITHER, continued: EITHER };

/** Everyone who can ask. What opens rights in a hospital is given to staff too, all of it or nothing: it must open them nothing. */
export const PEOPLE: readonly Person[] = [
  ...HOSPITAL_ROLES.flatMap((role) => every<Person>(OF_HOSPITAL, { ...NOBODY, role })),
  ...STAFF_ROLES.flatMap((role) => [
    ...every<Person>({ assigned: EITHER }, { ...NOBODY, role }),
    ...every<Person>({ assigned: EITHER }, all(role)),
  ]),
  NOBODY,
  all('none'),
  all('both'),
];

function all(role: Person['role']): Person {
  return { role, requested: true, designated: true, assigned: true, readingGranted: true, continued: true };
}

/** What the policy is told of them. What they do not have, they have elsewhere: Y is another authorisation, F the file of another patient. */
export function factsOf({ role, requested, designated, assigned, readingGranted, continued }: Person, frozen: boolean): Facts {
  const x = (has: boolean): string[] => [has ? 'X' : 'Y'];
  const e = (has: boolean): string[] => [has ? 'E' : 'F'];
  const hospital = role === 'both' ? 'pharmacist' : HOSPITAL_ROLES.find((one) => one === role);
  const staff = role === 'both' ? 'gestionnaire' : STAFF_ROLES.find((one) => one === role);
  return {
    personId: 'me',
    ...(hospital ? { profile: { role: hospital, centreId: 'A' } } : {}),
    ...(staff ? { staff: { role: staff, authorisationIds: x(assigned) } } : {}),
    requested: x(requested),
    designated: x(designated),
    readGrants: e(readingGranted),
    continued: e(continued),
    frozen: x(frozen),
  };
}

/** What has none of the words. */
export const NOTHING: Thing = {
  ofTheirCentre: false,
  onceOfTheirCentre: false,
  visitOfTheirCentre: false,
  named: false,
  begun: false,
  received: false,
  frozen: false,
  state: '',
  kind: '',
  onFat: false,
  askedBy: '',
  askedFromTheirCentre: false,
  askedByThem: false,
  toTheirCentre: false,
  designator: false,
  designee: false,
  themselves: false,
  roleOfAccount: '',
  proposedBy: 'nobody',
  status: '',
  pharmacists: false,
};

const OF_X = { authorisationId: 'X' };
const centre = (theirs: boolean): string => (theirs ? 'A' : 'B');
const person = (they: boolean): string => (they ? 'me' : 'someone');
const yes = (is: boolean): 'yes' | 'no' => (is ? 'yes' : 'no');
const former = (once: boolean): string[] => (once ? ['C', 'A'] : ['C']);
const PROPOSER = { nobody: '', them: 'me', another: 'someone' } as const;

const patient = ({ ofTheirCentre, onceOfTheirCentre, state, received, begun, named }: Thing) => ({
  ...OF_X,
  centreId: centre(ofTheirCentre),
  formerCentreIds: former(onceOfTheirCentre),
  state,
  received: yes(received),
  authorId: person(begun),
  prescriberId: person(named),
});
const OF_PATIENT = { ofTheirCentre: EITHER, onceOfTheirCentre: EITHER, received: EITHER, begun: EITHER, named: EITHER, frozen: EITHER };
const STATES = ['draft', 'completed', 'half-signed', 'sent', 'more-asked', 'granted', 'refused', 'cancelled'];

/** Of each kind of thing: the words that vary, and the thing that stands so. */
type Kinds = { readonly [S in SubjectName]: { readonly words: Words<Thing>; readonly make: (thing: Thing) => Subjects[S] } };

export const THINGS: Kinds = {
  Authorisation: {
    words: { status: ['in-force', 'suspended', 'ended'], frozen: EITHER },
    make: ({ status }) => ({ id: 'X', holderId: 'laboratory', status }),
  },
  Protocol: { words: { frozen: EITHER }, make: () => OF_X },
  Enrolment: { words: { ...OF_PATIENT, state: STATES }, make: (thing) => ({ ...patient(thing), id: 'E' }) },
  Form: {
    words: {
      ...OF_PATIENT,
      state: STATES.slice(1, 3),
      visitOfTheirCentre: EITHER,
      kind: ['FAT', 'INC', 'FIT', 'SUIVI', 'ARRET', 'EI', 'SP', 'QDV'],
    },
    make: (thing) => ({ ...patient(thing), enrolmentId: 'E', kind: thing.kind, visitCentreId: centre(thing.visitOfTheirCentre) }),
  },
  Case: {
    words: { ...OF_PATIENT, visitOfTheirCentre: EITHER, state: STATES.slice(1, 3) },
    make: (thing) => ({ ...patient(thing), enrolmentId: 'E', visitCentreId: centre(thing.visitOfTheirCentre) }),
  },
  Designation: {
    words: { ofTheirCentre: EITHER, kind: ['prescriber', 'pnm'], designator: EITHER, designee: EITHER, frozen: EITHER },
    make: ({ ofTheirCentre, kind, designator, designee }) => ({
      ...OF_X,
      centreId: centre(ofTheirCentre),
      kind,
      designatorId: person(designator),
      designeeId: person(designee),
    }),
  },
  Centre: { words: {}, make: () => ({}) },
  Colleague: { words: { ofTheirCentre: EITHER }, make: ({ ofTheirCentre }) => ({ centreId: centre(ofTheirCentre) }) },
  Staff: {
    words: { themselves: EITHER, roleOfAccount: STAFF_ROLES, proposedBy: ['nobody', 'them', 'another'] },
    make: ({ themselves, roleOfAccount, proposedBy }) => ({
      personId: person(themselves),
      role: roleOfAccount,
      proposedBy: PROPOSER[proposedBy],
    }),
  },
  FactorReset: {
    words: { themselves: EITHER, proposedBy: ['nobody', 'them', 'another'] },
    make: ({ themselves, proposedBy }) => ({ personId: person(themselves), proposedBy: PROPOSER[proposedBy] }),
  },
  Journal: { words: { frozen: EITHER }, make: () => OF_X },
  Notification: { words: { frozen: EITHER }, make: () => OF_X },
  Query: {
    words: {
      ofTheirCentre: EITHER,
      onceOfTheirCentre: EITHER,
      visitOfTheirCentre: EITHER,
      received: EITHER,
      named: EITHER,
      onFat: EITHER,
      frozen: EITHER,
      askedBy: ['system', 'operator', 'hospital'],
      askedFromTheirCentre: EITHER,
    },
    make: (thing) => ({
      ...OF_X,
      centreId: centre(thing.ofTheirCentre),
      formerCentreIds: former(thing.onceOfTheirCentre),
      visitCentreId: centre(thing.visitOfTheirCentre),
      received: yes(thing.received),
      prescriberId: person(thing.named),
      askedBy: thing.askedBy,
      askerCentreId: thing.askedBy === 'hospital' ? centre(thing.askedFromTheirCentre) : '',
      onFat: yes(thing.onFat),
    }),
  },
  Transfer: {
    words: { ofTheirCentre: EITHER, toTheirCentre: EITHER, frozen: EITHER },
    make: ({ ofTheirCentre, toTheirCentre }) => ({ ...OF_X, centreId: centre(ofTheirCentre), toCentreId: centre(toTheirCentre) }),
  },
  ReadGrant: {
    words: { ofTheirCentre: EITHER, askedByThem: EITHER, askedFromTheirCentre: EITHER, frozen: EITHER },
    make: ({ ofTheirCentre, askedByThem, askedFromTheirCentre }) => ({
      ...OF_X,
      centreId: centre(ofTheirCentre),
      askerId: person(askedByThem),
      askerCentreId: centre(askedFromTheirCentre),
    }),
  },
  AccessReview: {
    words: { ofTheirCentre: EITHER, pharmacists: EITHER },
    make: ({ ofTheirCentre, pharmacists }) => ({ centreId: centre(ofTheirCentre), pharmacists: yes(pharmacists) }),
  },
  Freeze: { words: { frozen: EITHER }, make: () => OF_X },
  Export: { words: { frozen: EITHER }, make: () => OF_X },
  Message: {
    words: { ofTheirCentre: EITHER, frozen: EITHER },
    make: ({ ofTheirCentre }) => ({ ...OF_X, centreId: centre(ofTheirCentre) }),
  },
  Installation: { words: {}, make: () => ({}) },
  AccessLog: { words: {}, make: () => ({}) },
};

/** Each state in which that kind of thing can stand to who asks. @throws Error for a kind that is not said here. */
export function thingsOf(name: SubjectName): Thing[] {
  if (!(name in THINGS))
    throw new Error(`${name}: say in testing/cases.ts how it can stand, and in a chapter of testing/ what the charter says of it.`);
  return every<Thing>(THINGS[name].words, NOTHING).filter(canBe);
}

/** The centre in charge is no former one, even when the patient came back to it; what a check or the operator asks is asked from no centre. */
function canBe({ ofTheirCentre, onceOfTheirCentre, askedBy, askedFromTheirCentre }: Thing): boolean {
  if (ofTheirCentre && onceOfTheirCentre) return false;
  return !askedFromTheirCentre || askedBy === '' || askedBy === 'hospital';
}
