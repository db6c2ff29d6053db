import { createMongoAbility, detectSubjectType, type MongoQuery, type Subject } from '@casl/ability';
import { CONDITION_WORDS, RULE_SENTENCES, type ConditionCode } from './messages.fr.js';
import { conditionsOf, roleOf, RULES } from './policy.js';
import type { Rule } from './rule.js';
import type { Facts, Role, SubjectName } from './vocabulary.js';
import { actsInWords, enumerate } from './words.js';

/** What was given or happened that makes a condition of a rule hold: each has its day, and most have an end. */
export type Ground = 'request' | 'designation' | 'named' | 'reading' | 'assignment' | 'role';

/** Behind which conditions each stands. A rule that looks at none of them opens by one's role alone. */
const GROUNDS: Partial<Readonly<Record<ConditionCode, readonly Ground[]>>> = {
  'opened-to-them': ['request', 'designation'],
  'requested-by-them': ['request'],
  'designated-to-them': ['designation'],
  'collection-continued': ['request', 'designation'],
  'named-on-fat': ['named'],
  'reading-granted': ['reading'],
  'assigned-to-them': ['assignment'],
};

/** What stands behind a rule. */
export function groundsOf({ when }: Pick<Rule, 'when'>): readonly Ground[] {
  const grounds = when.flatMap(({ says }) => GROUNDS[says] ?? []);
  return grounds.length > 0 ? grounds : ['role'];
}

/** The rules of the policy that open this to them, the one that says most last; none where they may not. */
export function rulesThatOpen(facts: Facts, action: string, thing: Subject): readonly Rule[] {
  const role = roleOf(facts);
  if (role === undefined) return [];
  const type = detectSubjectType(thing as never) as string;
  return RULES.filter((rule) => {
    if (rule.effect !== 'may' || rule.subject !== type || !rule.roles.includes(role) || !rule.actions.includes(action)) return false;
    const conditions = conditionsOf(rule.when, facts);
    if (!conditions) return false;
    const only = createMongoAbility([{ action, subject: type, conditions: conditions as MongoQuery }]);
    return only.can(action, thing);
  });
}

/** When a rule holds, in words (charter C5.7). */
export function conditionInWords({ when }: Pick<Rule, 'when'>): string {
  return when.map(({ says }) => CONDITION_WORDS[says]).join(', ') || RULE_SENTENCES.always();
}

/** What a ground gives to a role, a line for each kind of thing: every act of every rule behind which it stands. */
export function givenBy(ground: Ground, role: Role): string[] {
  const acts = new Map<SubjectName, Set<string>>();
  for (const rule of RULES) {
    if (rule.effect !== 'may' || !rule.roles.includes(role) || !groundsOf(rule).includes(ground)) continue;
    const known = acts.get(rule.subject) ?? new Set();
    for (const action of rule.actions) known.add(action);
    acts.set(rule.subject, known);
  }
  return [...acts].map(([subject, actions]) => enumerate(actsInWords(subject, [...actions])));
}
