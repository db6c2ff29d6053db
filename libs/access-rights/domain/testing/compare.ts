import type { MongoAbility } from '@casl/ability';
import { abilityFor } from '../policy.js';
import { ACTIONS, as, type SubjectName } from '../vocabulary.js';
import type { Asked, Person, Thing } from './asked.js';
import { factsOf, PEOPLE, THINGS, thingsOf } from './cases.js';
import { CHAPTERS } from './chapters.js';
import { readBy, type Verdict } from './reading.js';

/** What was compared: how many cases, and each difference once, with its simplest case and how many there are like it. */
export interface Comparison {
  readonly cases: ReadonlyMap<SubjectName, number>;
  readonly differences: readonly string[];
}

interface Different {
  readonly says: string;
  readonly terms: readonly string[];
  readonly alike: number;
}

/** Asks the policy and the second reading the same: everyone, everything as it can stand, every act. */
export function comparePolicy(): Comparison {
  const cases = new Map<SubjectName, number>();
  const different = new Map<string, Different>();
  const people = PEOPLE.map((person) => ({ person, open: abilityOf(person, false), frozen: abilityOf(person, true) }));
  for (const subject of Object.keys(ACTIONS) as SubjectName[]) {
    const things = thingsOf(subject).map((thing) => ({ thing, row: as(subject, THINGS[subject].make(thing) as never) }));
    for (const { person, open, frozen } of people) {
      for (const { thing, row } of things) {
        for (const action of ACTIONS[subject]) {
          const asked: Asked = { person, subject, action, thing };
          const says = difference(asked, thing.frozen ? frozen : open, row);
          if (says) note(different, says, asked);
        }
      }
    }
    cases.set(subject, people.length * things.length * ACTIONS[subject].length);
  }
  return { cases, differences: [...different.values()].map(inWords) };
}

const abilityOf = (person: Person, frozen: boolean): MongoAbility => abilityFor(factsOf(person, frozen));

/** Nothing where both say the same, and the reading gives the reason that the policy documents. */
function difference(asked: Asked, ability: MongoAbility, row: ReturnType<typeof as>): string | undefined {
  const may = ability.can(asked.action, row);
  const verdict = readBy(CHAPTERS, asked);
  if (may && verdict.may) return undefined;
  const rule = ability.relevantRuleFor(asked.action, row)?.reason;
  if (may === verdict.may && verdict.by.length > 0 && (rule === undefined || verdict.by.includes(rule))) return undefined;
  const { person, subject, action } = asked;
  return `${person.role} · ${action} · ${subject}: the policy says ${sayings(may, rule ? [rule] : [])}, the reading ${readings(verdict)}`;
}

const sayings = (may: boolean, rules: readonly string[]): string =>
  `${may ? 'YES' : 'NO'} (${rules.length > 0 ? rules.join(' or ') : 'no rule'})`;

const readings = ({ may, by }: Verdict): string =>
  may || by.length > 0 ? sayings(may, [...new Set(by)]) : 'NOTHING: a chapter of testing/ must speak of this act';

function note(different: Map<string, Different>, says: string, { person, thing }: Asked): void {
  const terms = [...termsOf(person), ...termsOf(thing)];
  const known = different.get(says);
  different.set(says, {
    says,
    terms: known && known.terms.length <= terms.length ? known.terms : terms,
    alike: (known?.alike ?? 0) + 1,
  });
}

const inWords = ({ says, terms, alike }: Different): string =>
  `${says}, when ${terms.join(', ') || 'nothing holds'} (${alike} cases alike)`;

/** The words that hold of someone or something: `requested`, `kind FAT`. */
function termsOf(words: Person | Thing): string[] {
  return Object.entries(words)
    .filter(([word, value]) => word !== 'role' && value !== false && value !== '' && value !== 'nobody')
    .map(([word, value]) => (value === true ? word : `${word} ${value}`));
}
