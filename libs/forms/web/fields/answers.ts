import type { CodeLists, Group, Value, Values } from '#protocols/domain';
import type { RowView } from '../drawing/drawing.js';

/** What a field says to the page that holds it, and the little it asks of it. */
export abstract class Answers {
  /** Text stands in the box of a field: being typed, or left. */
  abstract type(key: string, text: string, moment: 'typing' | 'settled'): void;
  /** An answer was chosen, or taken away (`undefined`). */
  abstract choose(key: string, value: Value | undefined): void;
  /** In a conflict, mine is kept over theirs. */
  abstract keepMine(key: string): void;
  /** What was typed and is not saved is given up: the saved answer stands. */
  abstract giveUp(key: string): void;
  abstract giveReason(key: string, reason: string): void;
  abstract addRow(group: Group): void;
  abstract removeRow(group: Group, row: RowView): Promise<void>;

  abstract readonly lists: () => CodeLists;
  /** What the same form says at the visit before, where there is one. */
  abstract readonly previousVisit: () => Values | undefined;
  abstract readonly isReadOnly: () => boolean;
  /** The centre of who looks, else that of the form; values of others say so. */
  abstract readonly centreId: () => string;
  abstract centreName(id: string): string;
  /** The last reason given on this page, to be given again in one act. */
  abstract readonly lastReason: () => string;
}
