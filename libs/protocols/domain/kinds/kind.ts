import type { MessageOf } from '#kernel/domain';
import type { CodeLists } from '../language/code-lists.js';
import type { CodeListEntry, Item, ItemBase, ItemKind, Operand, Scalar, Value } from '../language/language.js';
import type { Path, ProtocolProblem } from '../check/protocol-problem.js';
import type { InForm } from '../rules/print.js';
import type { Scope } from '../rules/rule-scope.js';
import type { ValueProblem } from '../values/value-problem.js';
import type { Comparison, RuleType } from './comparison.js';
import type { Conversion } from './conversion.js';
import type { LIMITS_FRENCH } from './limits.fr.js';
import type { Understood } from './understood.js';

/** What may limit answers. */
export type LimitMessage = MessageOf<typeof LIMITS_FRENCH>;

/**
 * All that a kind of field is, for the rules: what its answers may be, how they are typed, read, compared and printed. How it is drawn on a screen is
 * in `forms/web/fields`. What is the same of every kind (reasons for being missing, conditions, where it stands) is told elsewhere, once.
 */
export interface Kind<I extends ItemBase = Item> {
  /** What an item of this kind says in a protocol, beside what every item says. Kinds of one family share the object. */
  readonly schema: ItemSchema;
  /** What is wrong in that, beyond its shape. Operands are read by `checkItem`. */
  readonly declared: (item: I, lists: CodeLists, path: Path) => readonly ProtocolProblem[];
  /** The operands that it names. */
  readonly operands: (item: I) => readonly OwnOperand[];
  /** What limits its answers. */
  readonly limits: (item: I) => readonly Limit[];

  /** What forbids this answer; null when it may stand. It may be anything that came over the wire, except a reason for being missing. */
  readonly check: (item: I, value: unknown, lists: CodeLists, scope: Scope) => ValueProblem | null;
  /** What is odd in an answer without being forbidden. */
  readonly warn?: (item: I, value: unknown) => ValueProblem | null;
  /** What someone typed, trimmed and not empty. It says no only when nothing can be made of it: whether that may stand is for `check`. */
  readonly understand: (item: I, text: string, scope: Scope) => Understood;
  /** What rules make of its answers. */
  readonly compare: Comparison;
  /** An answer as people read it, on screens, on paper, in exports and in the history. */
  readonly display: (item: I, value: Value, lists: CodeLists) => string;
  /** A constant that a rule names beside it, as the rule is printed. */
  readonly print: (item: I, constant: string, lists: CodeLists) => string;
  /** What is wrong with such a constant, when the protocol is read. */
  readonly constant: (item: I, constant: Scalar, lists: CodeLists, path: Path) => readonly ProtocolProblem[];
  /** How its answers become those of another kind, when begun forms go to another version of their protocol. Of a kind that is not named they go as they stand, and are judged. */
  readonly convertsTo: Readonly<Partial<Record<ItemKind, Conversion>>>;
  /** The same from another kind, where that one says nothing of it. */
  readonly convertsFrom?: Readonly<Partial<Record<ItemKind, Conversion>>>;

  /** What one chooses from, in the order of the list: of choices alone. */
  readonly entries?: (item: I, lists: CodeLists) => readonly CodeListEntry[];
  /** The answer that nobody types: of calculated values alone. */
  readonly calculate?: (item: I, scope: Scope) => Value | undefined;
}

/** The JSON Schema of an item, without what every item says: a definition of `protocol.schema.json`. */
export interface ItemSchema {
  /** Of the definition. */
  readonly name: string;
  /** French. */
  readonly description: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

/** An operand that an item names. */
export interface OwnOperand {
  /** The property that holds it. */
  readonly name: string;
  readonly operand: Operand;
  /** What it must come to. */
  readonly comesTo: RuleType;
  /** Whether the form cannot be read further without it, so that it only names what comes before; a limit is asked once all is known. */
  readonly isNeeded: boolean;
}

/** What limits the answers of an item. */
export interface Limit {
  /** The property that holds it. */
  readonly name: string;
  readonly value: unknown;
  /** As a list of changes says it, of an item of that form. */
  readonly says: (at: InForm) => LimitMessage;
  /** Whether it refuses nothing that the former limit of that name took. Not given where this cannot be told. */
  readonly isWiderThan?: (former: unknown) => boolean;
}
