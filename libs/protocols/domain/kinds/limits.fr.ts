import { frenchNumber, quoted } from '../language/french.js';
import type { Operand } from '../language/language.js';
import { printOperand, type InForm } from '../rules/print.js';
import { RULES_FRENCH } from '../rules/words.fr.js';

interface Day {
  readonly day: Operand;
  readonly at: InForm;
}
interface Time {
  readonly time: string;
}

/** What limits the answers of fields, in lists of what changes between two versions. The browser loads none of it. */
export const LIMITS_FRENCH = {
  'at-least': ({ min }: { readonly min: number }) => `au moins ${frenchNumber(min)}`,
  'at-most': ({ max }: { readonly max: number }) => `au plus ${frenchNumber(max)}`,
  'digits-at-most': ({ digits }: { readonly digits: number }) => `${digits} décimale${digits > 1 ? 's' : ''} au plus`,
  'not-before': ({ day, at }: Day) => `pas avant ${printOperand(day, { ...at, words: RULES_FRENCH })}`,
  'not-after': ({ day, at }: Day) => `pas après ${printOperand(day, { ...at, words: RULES_FRENCH })}`,
  'not-before-time': ({ time }: Time) => `pas avant ${time}`,
  'not-after-time': ({ time }: Time) => `pas après ${time}`,
  'characters-at-most': ({ most }: { readonly most: number }) => `${most} caractères au plus`,
  'letters-exactly': ({ length }: { readonly length: number }) => `${length} lettres exactement`,
  'in-format': ({ format }: { readonly format: string }) => `au format ${format}`,
  'excludes-others': ({ code }: { readonly code: string }) => `${quoted(code)} exclut les autres réponses`,
};
