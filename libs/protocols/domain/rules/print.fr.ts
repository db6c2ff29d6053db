import type { Condition } from '../language/language.js';
import { printCondition, type InForm } from './print.js';
import { RULES_FRENCH } from './words.fr.js';

/** A condition as French prints it, without capital or full stop. */
export function printConditionInFrench(condition: Condition, at: InForm): string {
  return printCondition(condition, { ...at, words: RULES_FRENCH });
}
