import { PERSONAS, type Persona } from './personas.js';
import { abilityFor } from './policy.js';
import { rulesInWords } from './rules.js';
import { ACTIONS, as, type SubjectName, type Subjects } from './vocabulary.js';
import { actionWords } from './words.js';

interface Thing<S extends SubjectName = SubjectName> {
  readonly title: string;
  readonly subject: S;
  readonly attributes: Subjects[S];
  /** Facts that everyone shares in this case. */
  readonly frozen?: readonly string[];
}

const thing = <S extends SubjectName>(title: string, subject: S, attributes: Subjects[S], frozen?: readonly string[]): Thing => ({
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
  thing('l’autorisation X, en vigueur', 'Authorisation', AUTHORISATION),
  thing('l’autorisation X, suspendue ou terminée', 'Authorisation', { ...AUTHORISATION, status: 'suspended' }),
  thing('une version du protocole de X', 'Protocol', OF_X),
  thing('une version du protocole de X, base gelée', 'Protocol', OF_X, ['X']),
  thing('le dossier d’un patient de A sous X, demande en brouillon', 'Enrolment', { ...ENROLMENT, state: 'draft', received: 'no' }),
  thing('le dossier d’un patient de A sous X, demande en brouillon commencée par la personne désignée', 'Enrolment', {
    ...ENROLMENT,
    state: 'draft',
    received: 'no',
    authorId: 'pnm',
  }),
  thing('le dossier d’un patient de A sous X, demande envoyée ou accordée', 'Enrolment', ENROLMENT),
  thing('le dossier d’un patient parti de A vers C', 'Enrolment', { ...ENROLMENT, ...MOVED }),
  thing('le dossier d’un patient de A, base gelée', 'Enrolment', ENROLMENT, ['X']),
  thing('la FAT d’un patient de A sous X', 'Form', FAT),
  thing('une fiche de suivi d’un patient de A sous X', 'Form', { ...FAT, kind: 'SUIVI' }),
  thing('une fiche de visite faite à A, le patient est parti vers C', 'Form', { ...FAT, ...MOVED, kind: 'SUIVI' }),
  thing('une fiche de visite faite à C, le patient est parti de A', 'Form', { ...FAT, ...MOVED, kind: 'SUIVI', visitCentreId: 'C' }),
  thing('la FAT d’un patient de A, base gelée', 'Form', FAT, ['X']),
  thing('une déclaration à la pharmacovigilance pour un patient de A sous X', 'Case', CASE),
  thing('une déclaration faite à A, le patient est parti vers C', 'Case', { ...CASE, ...MOVED }),
  thing('la désignation d’un prescripteur à A pour X', 'Designation', designation('prescriber')),
  thing('la désignation d’un personnel non médical à A pour X', 'Designation', { ...designation('pnm'), designeeId: 'pnm' }),
  thing('un collègue de A', 'Colleague', { centreId: 'A' }),
  thing('une query de l’opérateur ou d’un contrôle, sur le suivi d’un patient de A sous X', 'Query', QUERY),
  thing('une query de l’opérateur ou d’un contrôle, sur la FAT d’un patient de A sous X', 'Query', { ...QUERY, onFat: 'yes' }),
  thing('une query d’un contrôle, sur une FAT de A que l’exploitant n’a pas encore reçue', 'Query', {
    ...QUERY,
    askedBy: 'system',
    received: 'no',
    onFat: 'yes',
  }),
  thing('une query de l’opérateur sur une visite faite à A, le patient est parti vers C', 'Query', { ...QUERY, ...MOVED }),
  thing('une query posée par A, sur le suivi d’un patient de A sous X', 'Query', OF_HOSPITAL),
  thing('une query posée par A, sur la FAT d’un patient de A sous X', 'Query', { ...OF_HOSPITAL, onFat: 'yes' }),
  thing('une query posée par A, le patient est parti vers C', 'Query', { ...OF_HOSPITAL, ...MOVED }),
  thing('une query posée par C sur une visite faite à A, le patient est parti vers C', 'Query', {
    ...OF_HOSPITAL,
    ...MOVED,
    askerCentreId: 'C',
  }),
  thing('le transfert d’un patient de A vers B sous X', 'Transfer', { ...OF_X, centreId: 'A', toCentreId: 'B' }),
  thing('une ouverture de lecture demandée par un pharmacien de B pour un patient de A sous X', 'ReadGrant', GRANT),
  thing('le gel de la base de X', 'Freeze', OF_X),
  thing('un export des données de X', 'Export', OF_X),
  thing('la messagerie de A pour X', 'Message', { ...OF_X, centreId: 'A' }),
  thing('un envoi d’e-mail sous X', 'Notification', OF_X),
  thing('le journal de X', 'Journal', OF_X),
  thing('le compte d’un data manager', 'Staff', { personId: 'someone', role: 'data-manager', proposedBy: '' }),
  thing('le compte d’un administrateur', 'Staff', { personId: 'someone', role: 'administrateur', proposedBy: '' }),
  thing('le compte du gestionnaire lui-même', 'Staff', { personId: 'gestionnaire', role: 'gestionnaire', proposedBy: '' }),
  thing('le compte d’un gestionnaire, proposé par un autre', 'Staff', { personId: 'someone', role: 'gestionnaire', proposedBy: 'other' }),
  thing('le compte d’un gestionnaire, que le gestionnaire a lui-même proposé', 'Staff', {
    personId: 'someone',
    role: 'gestionnaire',
    proposedBy: 'gestionnaire',
  }),
  thing('les seconds facteurs d’une personne, dont rien n’est proposé', 'FactorReset', { personId: 'someone', proposedBy: '' }),
  thing('les seconds facteurs d’une personne, dont un autre propose l’oubli', 'FactorReset', { personId: 'someone', proposedBy: 'other' }),
  thing('les seconds facteurs d’une personne, dont le gestionnaire propose l’oubli', 'FactorReset', {
    personId: 'someone',
    proposedBy: 'gestionnaire',
  }),
  thing('les seconds facteurs du gestionnaire lui-même, dont un autre propose l’oubli', 'FactorReset', {
    personId: 'gestionnaire',
    proposedBy: 'other',
  }),
  thing('l’état de l’installation', 'Installation', {}),
  thing('le journal des accès', 'AccessLog', {}),
];

/** The policy as a document that a person who does not program can check: who may do what to what, and by which rule not. */
export function policyTable(): string {
  return [
    '# Qui peut faire quoi',
    '',
    'Imprimé à partir des règles elles-mêmes (`UPDATE_GOLDEN=1`) ; toute différence fait échouer les tests. ✔ : permis. · : refusé, suivi de la règle',
    'qui le dit lorsqu’elle est écrite. A, B et C sont des centres ; X est une autorisation ; la FAT nomme un prescripteur de A.',
    '',
    ...THINGS.flatMap(block),
    '## Les règles en mots',
    '',
    '| règle | qui | peut | quand |',
    '|---|---|---|---|',
    ...rulesInWords().map(({ rule, who, may, when }) => `| ${rule} | ${who} | ${may} | ${when} |`),
    '',
  ].join('\n');
}

function block(asked: Thing): string[] {
  const actions: readonly string[] = ACTIONS[asked.subject];
  return [
    `## ${asked.title[0]?.toUpperCase()}${asked.title.slice(1)}`,
    '',
    `| | ${actions.map(actionWords).join(' | ')} |`,
    `|---|${actions.map(() => '---|').join('')}`,
    ...PERSONAS.map((persona) => `| ${persona.name} | ${actions.map((action) => cell(persona, action, asked)).join(' | ')} |`),
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
