import type { Act, StreamKind } from './acts.js';

/**
 * Letters, as capabilities declare them: which e-mail tells which act, to whom, in which words, and where it leads. Sending, the desk of e-mails and its CSV read
 * these declarations; nothing else knows what a letter is called (architecture: one act, one declaration).
 */

/** People who are told together. Who they are is asked when there is something to tell, of the capability that knows (`Audiences`). */
export interface Audience {
  readonly name: string;
  /** Told even of what they did themselves: a theft of their account would look like them. */
  readonly evenOfTheirOwnActs: boolean;
  /** What waits for them is never told to no one: where there is nobody, the manager sees to it (charter P1, P3). */
  readonly neverEmpty: boolean;
}

export function audience(name: string, traits: Partial<Pick<Audience, 'evenOfTheirOwnActs' | 'neverEmpty'>> = {}): Audience {
  return { name, evenOfTheirOwnActs: false, neverEmpty: false, ...traits };
}

/** The person whose entry it is. */
export const THEMSELVES = audience('themselves', { evenOfTheirOwnActs: true });

/** What a letter says: French, and nothing by which a patient could be known (charter C6.2), neither the medicine nor the centre: with a rare disease they would be enough. */
export interface LetterWords {
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What stands on the button that leads to its place. */
  readonly button: string;
}

/** The entry that a letter tells of. */
export interface Told {
  readonly stream: { readonly kind: StreamKind; readonly id: string };
  readonly subject: string;
}

/** A kind of e-mail. @typeParam Details those of the acts that it tells */
export interface LetterKind<Details extends object = object> {
  /** Stored with each e-mail, never changed: `request-granted`. */
  readonly name: string;
  /** What it is called where e-mails are listed, in French. */
  readonly label: string;
  /** The acts that it tells; none for one that its own capability writes. */
  readonly tells: readonly Act<Details>[];
  /** Whom it goes to; without it, `people`. */
  readonly to?: Audience;
  /** The people whom the act names, by their ids. A method, so that letters of all acts stand in one list. */
  people?(details: Details): readonly string[];
  readonly words: LetterWords;
  /** The address within the product that its button leads to, without the first `/`. */
  readonly place: (told: Told) => string;
}

/** A letter to a group of people, or to those whom its act names. */
export function letter<Details extends object>(
  declared: LetterKind<Details> & ({ readonly to: Audience } | { people(details: Details): readonly string[] }),
): LetterKind<Details> {
  return declared;
}

/** The file of the patient whose stream the entry is in. */
export const toFile = ({ stream }: Told): string => `dossiers/${stream.id}`;

/** All letters of the product, by name. */
export class LetterRegistry {
  readonly all: readonly LetterKind[];
  private readonly byName: ReadonlyMap<string, LetterKind>;

  /** @throws Error when two letters have one name. */
  constructor(all: readonly LetterKind[]) {
    this.all = all;
    this.byName = new Map(all.map((kind) => [kind.name, kind]));
    if (this.byName.size < all.length) throw new Error('Two letters have one name.');
  }

  /** Undefined for a name that nothing declares any more. */
  of(name: string): LetterKind | undefined {
    return this.byName.get(name);
  }

  /** What it is called; its name when nothing declares it any more. */
  label(name: string): string {
    return this.byName.get(name)?.label ?? name;
  }
}
