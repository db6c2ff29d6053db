import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import type { Rule } from './rule.js';
import { HOSPITAL_RULES } from './rules-of-hospital.js';
import { OPERATOR_RULES } from './rules-of-operator.js';
import { STATE_RULES } from './rules-of-states.js';
import type { Conditions, Term } from './terms.js';
import { HOSPITAL_ROLES, STAFF_ROLES, type Facts, type Role } from './vocabulary.js';

/** The whole policy. The API enforces it, the client is told by it, the printed table and the words shown to users are made from it. */
export const RULES: readonly Rule[] = [...HOSPITAL_RULES, ...OPERATOR_RULES, ...STATE_RULES];

/**
 * What this person may do, to what. A missing rule means no; a refusal that a rule documents carries the rule's id as its reason.
 * CASL lets the later rule win: so the refusals by default come first (the general before the particular), then what is open, then the
 * refusals that hold in any case.
 */
export function abilityFor(facts: Facts): MongoAbility {
  const { can, cannot, build } = new AbilityBuilder<MongoAbility>(createMongoAbility);
  const role = roleOf(facts);
  for (const rule of role === undefined ? [] : (RULES_OF.get(role) ?? [])) {
    const conditions = conditionsOf(rule.when, facts);
    if (!conditions) continue;
    const declare = rule.effect === 'may' ? can : cannot;
    const always = Object.keys(conditions).length === 0;
    declare([...rule.actions], rule.subject, ...(always ? [] : [conditions])).because(rule.id);
  }
  return build();
}

/** Of each role its own, in the order in which they are declared to CASL: asked at each request. */
const RULES_OF: ReadonlyMap<Role, readonly Rule[]> = new Map(
  [...HOSPITAL_ROLES, ...STAFF_ROLES].map((role) => [role, inOrder(RULES.filter(({ roles }) => roles.includes(role)))]),
);

/** In which role the person acts. An account on both sides at once is a mistake: it opens nothing (charter C3.4). */
export function roleOf({ profile, staff }: Facts): Role | undefined {
  if (profile && staff) return undefined;
  return profile?.role ?? staff?.role;
}

function inOrder(rules: readonly Rule[]): Rule[] {
  const rank = ({ effect, when }: Rule): number => (effect === 'may-not' ? Math.min(when.length, 1) : effect === 'may' ? 2 : 3);
  return [...rules].sort((a, b) => rank(a) - rank(b));
}

/** All the terms at once, or undefined when one of them can never hold. Terms of one rule speak of different attributes. */
export function conditionsOf(terms: readonly Term[], facts: Facts): Conditions | undefined {
  const parts = terms.map((term) => term.of(facts));
  return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
}
