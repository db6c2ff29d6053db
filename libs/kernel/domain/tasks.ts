/**
 * Tasks, as capabilities declare them: what may wait for a person on their home, what it is called, among which others it stands and how urgent it is. The home is
 * a fold over these declarations and over the desks of the same capabilities; it knows no kind by its name.
 */

/** How urgent a task is, most urgent first; of two alike, the one declared first. */
export const URGENCIES = [
  /** What pharmacovigilance has to read or to say in time. */
  'safety',
  /** A patient cannot be treated before. */
  'treatment',
  /** Someone waits for an answer. */
  'asked',
  'late',
  'begun',
  /** An answer came, and is to be read. */
  'answered',
  'coming',
  'upkeep',
  /** Only to be read. */
  'told',
] as const;

export type Urgency = (typeof URGENCIES)[number];

/** A page of the product, and what it is asked for. */
export interface ListLink {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Tasks of the same nature, so that forty of them stay readable. */
export interface TaskGroup {
  readonly title: string;
  readonly icon: 'alert' | 'clock' | 'help' | 'lock' | 'mail' | 'pen' | 'scales' | 'sign';
  readonly tone: 'red' | 'amber' | 'blue';
  /** The list of all of them and of nothing else, beside what the home shows: the name of its page. */
  readonly list?: ListLink & { readonly label: string };
}

export interface TaskKind {
  /** `query-to-answer`: the name of what is asked, on the wire. */
  readonly name: string;
  /** What to do, in French, as a verb. */
  readonly text: string;
  readonly urgency: Urgency;
  /** Without one it stands in no list of things to do. */
  readonly group?: TaskGroup;
}

/** What stands together because it is done now and then, and takes a moment. */
export const TO_CHECK: TaskGroup = { title: 'À vérifier', icon: 'mail', tone: 'amber' };

/** All kinds of tasks of the product, most urgent first. */
export class TaskRegistry {
  readonly all: readonly TaskKind[];
  private readonly ranks: ReadonlyMap<string, number>;

  /** @throws Error when two kinds have one name. */
  constructor(kinds: readonly TaskKind[]) {
    const rank = ({ urgency }: TaskKind) => URGENCIES.indexOf(urgency);
    this.all = [...kinds].sort((one, other) => rank(one) - rank(other));
    this.ranks = new Map(this.all.map(({ name }, index) => [name, index]));
    if (this.ranks.size < kinds.length) throw new Error('Two kinds of tasks have one name.');
  }

  /** Where a kind stands among all, from 0; behind all, when nothing declares it. */
  rank(name: string): number {
    return this.ranks.get(name) ?? this.all.length;
  }

  /** The groups, as their first kinds come, with the names of their kinds. */
  get groups(): readonly (TaskGroup & { readonly kinds: readonly string[] })[] {
    const groups = [...new Set(this.all.flatMap(({ group }) => (group ? [group] : [])))];
    return groups.map((group) => ({ ...group, kinds: this.all.filter((kind) => kind.group === group).map(({ name }) => name) }));
  }
}
