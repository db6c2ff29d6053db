import { capitalised, ROLE_WORDS } from '#kernel/domain';
import { RULES } from './policy.js';
import type { Rule } from './rule.js';
import { CONDITION_WORDS, RULE_SENTENCES } from './messages.fr.js';
import { actsInWords, enumerate, SUBJECT_WORDS } from './words.js';

/** A line of the policy as people read it (charter C5.7). */
export interface RuleInWords {
  readonly rule: string;
  readonly who: string;
  /** The whole act, with its object. */
  readonly may: string;
  readonly what: string;
  readonly when: string;
}

/** The access rules in words, made from the very rules that are enforced (charter C5.7): what is open first, then what is refused. */
export function rulesInWords(): RuleInWords[] {
  const order = { may: 0, 'may-not': 1, never: 2 } as const;
  return [...RULES].sort((a, b) => order[a.effect] - order[b.effect]).map(inWords);
}

function inWords(rule: Rule): RuleInWords {
  const acts = actsInWords(rule.subject, rule.actions);
  const who = enumerate(rule.roles.map((role) => ROLE_WORDS[role]));
  return {
    rule: rule.id,
    who: capitalised(who),
    may: RULE_SENTENCES[rule.effect === 'may' ? 'may' : 'may-not']({ acts, areSeveral: rule.roles.length > 1 }),
    what: SUBJECT_WORDS[rule.subject],
    when: [...rule.when.map(({ says }) => CONDITION_WORDS[says]), ...exception(rule)].join(', ') || RULE_SENTENCES.always(),
  };
}

/** A refusal that other rules open in part says so. */
function exception({ effect, roles, subject, actions }: Rule): string[] {
  const opened = RULES.some(
    (other) =>
      other.effect === 'may' &&
      other.subject === subject &&
      other.roles.some((role) => roles.includes(role)) &&
      other.actions.some((action) => actions.includes(action)),
  );
  if (effect === 'never') return opened ? [RULE_SENTENCES['even-if-opened']()] : [];
  return effect === 'may-not' && opened ? [RULE_SENTENCES['save-where-opened']()] : [];
}
