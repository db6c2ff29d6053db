import { own } from './own.js';

/**
 * Acts, as capabilities declare them: what may be written in the journal, and what it is called. The story of a file, the journal page and its CSV, live changes,
 * reactions and the history of a form read these declarations; nothing else knows what an act is called (architecture: one act, one declaration).
 */

/** Enrolment (from its draft) for all that concerns a patient; the others for rights, states and the installation. */
export type StreamKind = 'enrolment' | 'centre' | 'authorisation' | 'person' | 'installation';

/** Where an act is written: always in one kind of stream, or in that of another act which it is about (an e-mail that tells it). */
export type ActStream = StreamKind | 'as-told';

/** Nothing but who, when and on what. */
export type NoDetails = Readonly<Record<never, never>>;

/** What is stored of the details: those of today's version, or fewer, by an earlier one. */
type Stored<Details> = Partial<Details>;

/** What a change is called where it is no answer of a form, and its values in words; as they were written without it. */
export interface ChangeWords {
  readonly label: string;
  readonly value?: (value: unknown) => string;
}

interface Declared<Details> {
  /** Past tense, dotted, never changed: entries of all versions carry it. `request.signed`, `form.values-changed`. */
  readonly name: string;
  /** The kind of thing that it is done to: `form`, `query`, `Staff`. */
  readonly subject: string;
  /** What it is called, in French, where no entry is at hand. */
  readonly label: string;
  /** One entry told in French; the label when nothing is to be added. It holds no clinical value. */
  readonly sentence?: (details: Stored<Details>, changes: number) => string;
  /** Several that were written one soon after the other, told as one line of the story; without it each has its line. */
  readonly together?: (entries: readonly Stored<Details>[]) => string;
  /** What it changes that is no answer of a form, by the key of each change. */
  readonly changes?: Readonly<Record<string, ChangeWords>>;
  /** Whether it is told in the story of the patient's file. What comes by the hundred, or is the operator's reading alone, is left to the journal. */
  readonly inStory?: boolean;
  /** Whether someone may see more, or less, after it. */
  readonly changesRights?: boolean;
  /** Whether a patient leaves by it the centre in whose stream it is written: rights there stay, and of the file nothing more may be told (charter C10.5). */
  readonly takesPatientAway?: boolean;
}

/** @typeParam Details what is written beside who, when and on what. No clinical value: those are `changes`, which retention can erase. */
export interface Act<Details extends object = object, Stream extends ActStream = ActStream> {
  readonly name: string;
  readonly stream: Stream;
  readonly subject: string;
  readonly label: string;
  readonly inStory: boolean;
  readonly changesRights: boolean;
  readonly takesPatientAway?: boolean;
  readonly changes?: Readonly<Record<string, ChangeWords>>;
  /** A method, so that acts of all details stand in one list: it is given what was stored, which the declaration reads as partial. */
  sentence(details: Stored<Details>, changes: number): string;
  together?(entries: readonly Stored<Details>[]): string;
}

/** The details of an act. */
export type DetailsOf<A extends Act> = A extends Act<infer Details> ? Details : never;

/** An act on a patient's file. By default it is part of the story, and changes no right. */
export function ofEnrolment<Details extends object = NoDetails>(declared: Declared<Details>): Act<Details, 'enrolment'> {
  return whole('enrolment', { inStory: true, changesRights: false, ...declared });
}

/** An act on a person, a centre, an authorisation or the installation. By default it may change who sees what. */
export function ofStream<Details extends object = NoDetails, Kind extends StreamKind = StreamKind>(
  stream: Kind,
  declared: Declared<Details>,
): Act<Details, Kind> {
  return whole(stream, { inStory: false, changesRights: true, ...declared });
}

/** An act about another one, written where that one was. */
export function asTold<Details extends object>(declared: Declared<Details>): Act<Details, 'as-told'> {
  return whole('as-told', { inStory: true, changesRights: false, ...declared });
}

function whole<Details extends object, Stream extends ActStream>(
  stream: Stream,
  { sentence, ...declared }: Declared<Details> & { readonly inStory: boolean; readonly changesRights: boolean },
): Act<Details, Stream> {
  return { ...declared, stream, sentence: (details, changes) => sentence?.(details, changes) ?? declared.label };
}

/** All acts of the product, by name: how entries are read, those of earlier versions too. */
export class ActRegistry {
  private readonly byName: ReadonlyMap<string, Act>;

  /** @throws Error when two acts have one name. */
  constructor(acts: readonly Act[]) {
    this.byName = new Map(acts.map((act) => [act.name, act]));
    const twice = acts.find((act) => this.byName.get(act.name) !== act);
    if (twice) throw new Error(`Two acts are called ${twice.name}.`);
  }

  get all(): readonly Act[] {
    return [...this.byName.values()];
  }

  /** Undefined for a name that nothing declares any more. */
  of(name: string): Act | undefined {
    return this.byName.get(name);
  }

  /** An entry in words; its name when it is of no act that is declared. */
  sentence(name: string, details: Readonly<Record<string, unknown>>, changes: number): string {
    return this.byName.get(name)?.sentence(details, changes) ?? name;
  }

  /** What a change of an entry is called; undefined for an answer of a form, and for what nothing declares any more. */
  change(name: string, item: string): ChangeWords | undefined {
    return own(this.byName.get(name)?.changes, item);
  }

  /** Names of what the story of a file leaves to the journal. */
  get untold(): readonly string[] {
    return this.all.filter(({ inStory }) => !inStory).map(({ name }) => name);
  }

  /** Prudent of what it does not know. */
  changesRights(name: string): boolean {
    return this.byName.get(name)?.changesRights ?? true;
  }

  takesPatientAway(name: string): boolean {
    return this.byName.get(name)?.takesPatientAway ?? false;
  }
}
