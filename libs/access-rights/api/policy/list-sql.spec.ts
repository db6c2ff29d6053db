import { abilityFor, ACTIONS, HOSPITAL_ROLES, STAFF_ROLES, type Facts } from '#access-rights/domain';
import { clausesSql, type Columns } from '#kernel/api';
import { clausesOf } from '#kernel/domain';

const COLUMNS: Columns = {
  ...Object.fromEntries(
    [
      ...[
        'id',
        'enrolmentId',
        'authorisationId',
        'centreId',
        'visitCentreId',
        'askerCentreId',
        'toCentreId',
        'kind',
        'state',
        'received',
        'status',
      ],
      ...[
        'authorId',
        'prescriberId',
        'askedBy',
        'onFat',
        'pharmacists',
        'designatorId',
        'designeeId',
        'askerId',
        'personId',
        'proposedBy',
        'role',
      ],
    ].map((attribute) => [attribute, attribute]),
  ),
  formerCentreIds: { array: 'formerCentreIds' },
};

const hospital = (role: (typeof HOSPITAL_ROLES)[number], authorisations: readonly string[] = ['A1']): Facts => ({
  personId: 'me',
  requested: authorisations,
  designated: authorisations,
  profile: { role, centreId: 'C1' },
});
const staff = (role: (typeof STAFF_ROLES)[number]): Facts => ({
  personId: 'me',
  requested: [],
  designated: [],
  staff: { role, authorisationIds: ['A1', 'A2'] },
});

function sql(facts: Facts, action: string, subject: string): string {
  return clausesSql(clausesOf(abilityFor(facts).rulesFor(action, subject)), COLUMNS, (value) => JSON.stringify(value));
}

describe('the SQL of a list', () => {
  it.each([
    ['a pharmacist', hospital('pharmacist'), `((formerCentreIds @> ARRAY["C1"]) OR (centreId = "C1"))`],
    [
      'a prescriber',
      hospital('prescriber'),
      `((formerCentreIds @> ARRAY["C1"] AND authorisationId = ANY(["A1"])) OR (centreId = "C1" AND prescriberId = "me") OR (centreId = "C1" AND authorisationId = ANY(["A1"])))`,
    ],
    ['a prescriber to whom nothing is opened', hospital('prescriber', []), `(centreId = "C1" AND prescriberId = "me")`],
    ['a PNM to whom nothing is opened', hospital('pnm', []), 'FALSE'],
    ['a data manager', staff('data-manager'), `(authorisationId = ANY(["A1","A2"]))`],
    ['the holder', staff('exploitant'), `(authorisationId = ANY(["A1","A2"]) AND received = "yes")`],
    ['the host', staff('administrateur'), 'FALSE'],
  ])('of patients asks of %s what their own role opens, and nothing else', (_who, facts, said) => {
    expect(sql(facts, 'read', 'Enrolment')).toBe(said);
  });

  const everything = Object.entries(ACTIONS).flatMap(([subject, actions]) => actions.map((action) => [action, subject] as const));

  it('of the operator’s side never has two branches: their authorisations are theirs in one way', () => {
    for (const role of ['exploitant', 'data-manager', 'gestionnaire'] as const)
      for (const [action, subject] of everything.filter(([, each]) => ['Enrolment', 'Form', 'Case', 'Query'].includes(each)))
        expect(`${role} ${action} ${subject}: ${sql(staff(role), action, subject)}`).not.toMatch(/ OR /);
  });

  it('never asks for what can be of nothing, nor twice for the same', () => {
    for (const role of HOSPITAL_ROLES)
      for (const [action, subject] of everything) {
        expect(sql(hospital(role, []), action, subject)).not.toContain('ANY([])');
        const branches = sql(hospital(role), action, subject).split(' OR ');
        expect(new Set(branches).size).toBe(branches.length);
      }
  });
});
