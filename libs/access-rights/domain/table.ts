import { capitalised } from '#kernel/domain';
import { PERSONA_WORDS, TABLE_WORDS, THING_WORDS, type ThingCode } from './messages.fr.js';
import { PERSONAS, type Persona } from './personas.js';
import { abilityFor } from './policy.js';
import { rulesInWords } from './rules.js';
import { ACTIONS, as, type SubjectName, type Subjects } from './vocabulary.js';
import { actionWords } from './words.js';

interface Thing<S extends SubjectName = SubjectName> {
  readonly title: ThingCode;
  readonly subject: S;
  readonly attributes: Subjects[S];
  /** Facts that everyone shares in this case. */
  readonly frozen?: readonly string[];
}

const thing = <S extends SubjectName>(title: ThingCode, subject: S, attributes: Subjects[S], frozen?: readonly string[]): Thing => ({
  title,
  subject,
  attributes,
  ...(frozen ? { frozen } : {}),
});

const AUTHORISATION = { id: 'X', holderId: 'laboratoire', status: 'in-force' };
const OF_X = { authorisationId: 'X' };
const PATIENT = {
  ...OF_X,
  centreId: 'A',
  formerCentreIds: [],
  state: 'granted',
  received: 'yes',
  authorId: 'named',
  prescriberId: 'named',
};
const ENROLMENT = { ...PATIENT, id: 'E' };
const FAT = { ...PATIENT, enrolmentId: 'E', kind: 'FAT', visitCentreId: 'A' };
const CASE = { ...PATIENT, enrolmentId: 'E', visitCentreId: 'A' };
const MOVED = { centreId: 'C', formerCentreIds: ['A'] };
const QUERY = {
  ...OF_X,
  centreId: 'A',
  formerCentreIds: [],
  visitCentreId: 'A',
  received: 'yes',
  prescriberId: 'named',
  askedBy: 'operator',
  askerCentreId: '',
  onFat: 'no',
} as const;
const OF_HOSPITAL = { ...QUERY, askedBy: 'hospital', askerCentreId: 'A' };
const GRANT = { ...OF_X, centreId: 'A', askerId: 'reader', askerCentreId: 'B' };
const designation = (kind: string) => ({ ...OF_X, centreId: 'A', kind, designatorId: 'requester', designeeId: 'designee' });

/** Each kind of thing, in each state that the rules tell apart. */
const THINGS: readonly Thing[] = [
  thing('authorisation-in-force', 'Authorisation', AUTHORISATION),
  thing('authorisation-shut', 'Authorisation', { ...AUTHORISATION, status: 'suspended' }),
  thing('protocol', 'Protocol', OF_X),
  thing('protocol-frozen', 'Protocol', OF_X, ['X']),
  thing('file-draft', 'Enrolment', { ...ENROLMENT, state: 'draft', received: 'no' }),
  thing('file-draft-of-designee', 'Enrolment', {
    ...ENROLMENT,
    state: 'draft',
    received: 'no',
    authorId: 'pnm',
  }),
  thing('file-sent', 'Enrolment', ENROLMENT),
  thing('file-moved', 'Enrolment', { ...ENROLMENT, ...MOVED }),
  thing('file-frozen', 'Enrolment', ENROLMENT, ['X']),
  thing('fat', 'Form', FAT),
  thing('follow-up-form', 'Form', { ...FAT, kind: 'SUIVI' }),
  thing('visit-form-of-a', 'Form', { ...FAT, ...MOVED, kind: 'SUIVI' }),
  thing('visit-form-of-c', 'Form', { ...FAT, ...MOVED, kind: 'SUIVI', visitCentreId: 'C' }),
  thing('fat-frozen', 'Form', FAT, ['X']),
  thing('case', 'Case', CASE),
  thing('case-moved', 'Case', { ...CASE, ...MOVED }),
  thing('designation-prescriber', 'Designation', designation('prescriber')),
  thing('designation-pnm', 'Designation', { ...designation('pnm'), designeeId: 'pnm' }),
  thing('colleague', 'Colleague', { centreId: 'A' }),
  thing('query', 'Query', QUERY),
  thing('query-on-fat', 'Query', { ...QUERY, onFat: 'yes' }),
  thing('query-on-fat-not-received', 'Query', {
    ...QUERY,
    askedBy: 'system',
    received: 'no',
    onFat: 'yes',
  }),
  thing('query-moved', 'Query', { ...QUERY, ...MOVED }),
  thing('query-of-a', 'Query', OF_HOSPITAL),
  thing('query-of-a-on-fat', 'Query', { ...OF_HOSPITAL, onFat: 'yes' }),
  thing('query-of-a-moved', 'Query', { ...OF_HOSPITAL, ...MOVED }),
  thing('query-of-c', 'Query', {
    ...OF_HOSPITAL,
    ...MOVED,
    askerCentreId: 'C',
  }),
  thing('transfer', 'Transfer', { ...OF_X, centreId: 'A', toCentreId: 'B' }),
  thing('read-grant', 'ReadGrant', GRANT),
  thing('access-review', 'AccessReview', { centreId: 'A', pharmacists: 'yes' }),
  thing('access-review-without-pharmacist', 'AccessReview', { centreId: 'A', pharmacists: 'no' }),
  thing('freeze', 'Freeze', OF_X),
  thing('export', 'Export', OF_X),
  thing('message', 'Message', { ...OF_X, centreId: 'A' }),
  thing('notification', 'Notification', OF_X),
  thing('journal', 'Journal', OF_X),
  thing('account-data-manager', 'Staff', { personId: 'someone', role: 'data-manager', proposedBy: '' }),
  thing('account-administrator', 'Staff', { personId: 'someone', role: 'administrateur', proposedBy: '' }),
  thing('account-own', 'Staff', { personId: 'gestionnaire', role: 'gestionnaire', proposedBy: '' }),
  thing('account-manager-proposed', 'Staff', { personId: 'someone', role: 'gestionnaire', proposedBy: 'other' }),
  thing('account-manager-own-proposal', 'Staff', {
    personId: 'someone',
    role: 'gestionnaire',
    proposedBy: 'gestionnaire',
  }),
  thing('factors', 'FactorReset', { personId: 'someone', proposedBy: '' }),
  thing('factors-proposed', 'FactorReset', { personId: 'someone', proposedBy: 'other' }),
  thing('factors-own-proposal', 'FactorReset', {
    personId: 'someone',
    proposedBy: 'gestionnaire',
  }),
  thing('factors-own', 'FactorReset', {
    personId: 'gestionnaire',
    proposedBy: 'other',
  }),
  thing('installation', 'Installation', {}),
  thing('access-log', 'AccessLog', {}),
];

/** The policy as a document that a person who does not program can check: who may do what to what, and by which rule not. */
export function policyTable(): string {
  const { title, preface, rules, columns } = TABLE_WORDS;
  return [
    `# ${title}`,
    '',
    ...preface,
    '',
    ...THINGS.flatMap(block),
    `## ${rules}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${'---|'.repeat(columns.length)}`,
    ...rulesInWords().map(({ rule, who, may, when }) => `| ${rule} | ${who} | ${may} | ${when} |`),
    '',
  ].join('\n');
}

function block(asked: Thing): string[] {
  const actions: readonly string[] = ACTIONS[asked.subject];
  return [
    `## ${capitalised(THING_WORDS[asked.title])}`,
    '',
    `| | ${actions.map(actionWords).join(' | ')} |`,
    `|---|${actions.map(() => '---|').join('')}`,
    ...PERSONAS.map(
      (persona) => `| ${PERSONA_WORDS[persona.name]} | ${actions.map((action) => cell(persona, action, asked)).join(' | ')} |`,
    ),
    '',
  ];
}

function cell({ facts }: Persona, action: string, { subject, attributes, frozen = [] }: Thing): string {
  const ability = abilityFor({ ...facts, frozen });
  const row = as(subject, attributes as never);
  if (ability.can(action, row)) return '✔';
  const reason = ability.relevantRuleFor(action, row)?.reason;
  return reason ? `· ${reason}` : '·';
}
