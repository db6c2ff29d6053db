import type { MongoAbility } from '@casl/ability';
import fc from 'fast-check';
import { clausesOf, isOneOf, type ClauseConditions } from '#kernel/domain';
import { abilityFor, ACTIONS, as, HOSPITAL_ROLES, STAFF_ROLES, type Facts, type SubjectName } from './index.js';

type Row = Readonly<Record<string, unknown>>;
type Predicate = (row: Row) => boolean;

/** What the SQL of a list does, in memory: equality, `$in`, and equality with an array, over the very clauses that become SQL. */
function listed(ability: MongoAbility, action: string, subject: string): Predicate {
  const all =
    (conditions: ClauseConditions): Predicate =>
    (row) =>
      Object.entries(conditions).every(([attribute, value]) => {
        const held = row[attribute];
        if (held === undefined) throw new Error(`${subject}.${attribute} is not an attribute.`);
        if (isOneOf(value)) return value.$in.includes(held);
        return Array.isArray(held) ? held.includes(value) : held === value;
      });
  const clauses = clausesOf(ability.rulesFor(action, subject));
  return (row) => clauses.some(({ when, unless }) => all(when)(row) && !unless.some((refused) => all(refused)(row)));
}

const centre = fc.constantFrom('A', 'B');
const authorisation = fc.constantFrom('X', 'Y');
const person = fc.constantFrom('me', 'other');
const some = (ids: fc.Arbitrary<string>) => fc.uniqueArray(ids, { maxLength: 2 });

const facts: fc.Arbitrary<Facts> = fc
  .record({
    personId: fc.constant('me'),
    requested: some(authorisation),
    designated: some(authorisation),
    readGrants: some(fc.constantFrom('E', 'F')),
    continued: some(fc.constantFrom('E', 'F')),
    frozen: some(authorisation),
    side: fc.oneof(
      fc.record({ profile: fc.record({ role: fc.constantFrom(...HOSPITAL_ROLES), centreId: centre }) }),
      fc.record({ staff: fc.record({ role: fc.constantFrom(...STAFF_ROLES), authorisationIds: some(authorisation) }) }),
      fc.constant({}),
    ),
  })
  .map(({ side, ...known }) => ({ ...known, ...side }));

/** Every attribute that any subject has: a row of whatever kind. */
const row = fc.record({
  id: fc.constantFrom('E', 'F', 'X', 'Y'),
  enrolmentId: fc.constantFrom('E', 'F'),
  authorisationId: authorisation,
  holderId: fc.constant('laboratoire'),
  status: fc.constantFrom('in-force', 'suspended', 'ended'),
  centreId: centre,
  visitCentreId: centre,
  toCentreId: centre,
  askerCentreId: centre,
  formerCentreIds: some(centre),
  state: fc.constantFrom('draft', 'completed', 'sent', 'granted'),
  received: fc.constantFrom('yes', 'no'),
  authorId: person,
  prescriberId: person,
  designatorId: person,
  designeeId: person,
  askerId: person,
  askedBy: fc.constantFrom('system', 'operator', 'hospital'),
  onFat: fc.constantFrom('yes', 'no'),
  pharmacists: fc.constantFrom('yes', 'no'),
  personId: person,
  proposedBy: person,
  kind: fc.constantFrom('FAT', 'SUIVI', 'pnm', 'prescriber'),
  role: fc.constantFrom(...STAFF_ROLES),
});

describe('lists and single rows', () => {
  const cases = Object.entries(ACTIONS).flatMap(([subject, actions]) => actions.map((action) => ({ subject, action })));

  it.each(cases)('agree for everyone and every row: $action $subject', ({ subject, action }) => {
    fc.assert(
      fc.property(facts, row, (known, attributes) => {
        const ability = abilityFor(known);
        expect(listed(ability, action, subject)(attributes)).toBe(ability.can(action, as(subject as SubjectName, attributes as never)));
      }),
      { numRuns: 400 },
    );
  });

  it('use equality and $in only, so that they become SQL', () => {
    fc.assert(
      fc.property(facts, (known) => {
        for (const { conditions = {} } of abilityFor(known).rules)
          for (const value of Object.values(conditions as object))
            expect(typeof value === 'string' || Object.keys(value as object).join() === '$in').toBe(true);
      }),
    );
  });
});
