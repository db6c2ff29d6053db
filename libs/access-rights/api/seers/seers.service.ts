import { Injectable } from '@nestjs/common';
import type { Subject } from '@casl/ability';
import type { EntityManager } from 'typeorm';
import { abilityFor, actionWords, conditionInWords, groundsOf, rulesThatOpen, type Ground } from '#access-rights/domain';
import { candidatesAround, type Candidate } from './candidates.js';
import type { GrantedAccess } from './my-access.messages.js';
import { grantedOf, tracesOf, type Trace } from './traces.js';

/** A file, as the policy is asked about it, and what its capability knows of its days. */
export interface SeenFile {
  readonly enrolmentId: string;
  readonly authorisationId: string;
  readonly centreId: string;
  readonly formerCentreIds: readonly string[];
  readonly file: Subject;
  readonly fat: Subject;
  /** The first day on which each centre followed the patient. */
  readonly followedSince: ReadonlyMap<string, string>;
  /** The day on which the request began, and the one on which it was first sent. */
  readonly begunOn: string;
  readonly sentOn?: string;
}

/** Someone who sees a file, by which rules and since when. */
export interface Seer extends Omit<Candidate, 'facts'> {
  readonly rules: readonly { readonly rule: string; readonly words: string }[];
  readonly may: readonly string[];
  readonly grounds: readonly GrantedAccess[];
  /** The first day on which they saw it, as long as what opens it now; the last one, where all of it ends by itself. */
  readonly since: string;
  readonly until?: string;
}

const OF_A_FORM = ['read', 'write', 'sign-prescriber', 'sign-pharmacist'] as const;

/** Who sees a file, and why: the policy itself is asked of everyone around it, at once (charter C5.7). */
@Injectable()
export class Seers {
  async of(tx: EntityManager, seen: SeenFile): Promise<Seer[]> {
    const around = { centreIds: [seen.centreId, ...seen.formerCentreIds], enrolmentId: seen.enrolmentId };
    const seeing = (await candidatesAround(tx, around)).filter(({ facts }) => abilityFor(facts).can('read', seen.file));
    const opening = await openedTogether(tx, seen.authorisationId);
    const traces = await tracesOf(tx, { personIds: seeing.map(({ personId }) => personId), authorisationIds: opening });
    return seeing.map((each) => seerOf(each, seen, traces));
  }
}

function seerOf({ facts, ...candidate }: Candidate, seen: SeenFile, traces: readonly Trace[]): Seer {
  const rules = rulesThatOpen(facts, 'read', seen.file);
  const ability = abilityFor(facts);
  const words = new Map(rules.map((rule) => [conditionInWords(rule), rule.id]));
  const grounds = [...new Set(rules.flatMap(groundsOf))].flatMap((ground) => standing(ground, candidate, seen, traces));
  const [since = seen.begunOn] = grounds.map(({ ground, since: given }) => later(given, firstDayOf(ground, candidate, seen))).sort();
  const until = grounds.every((one) => one.until !== undefined)
    ? grounds
        .flatMap((one) => one.until ?? [])
        .sort()
        .at(-1)
    : undefined;
  return {
    ...candidate,
    rules: [...words].map(([said, rule]) => ({ rule, words: said })),
    may: OF_A_FORM.filter((action) => ability.can(action, seen.fat)).map(actionWords),
    grounds,
    since,
    ...(until && { until }),
  };
}

type Who = Omit<Candidate, 'facts'>;

/** What stands behind it on the day: none where a rule may be opened by several things, and this one was not given. */
function standing(ground: Ground, who: Who, seen: SeenFile, traces: readonly Trace[]): GrantedAccess[] {
  if (ground === 'named' || ground === 'role') return [grantedOf({ ground, since: firstDayOf(ground, who, seen) })];
  return traces
    .filter(({ personId, ground: of }) => personId === who.personId && of === ground)
    .filter(({ centreId, role }) => (centreId ?? undefined) === who.centreId && (role === null || role === who.role))
    .filter(({ enrolmentId }) => enrolmentId === null || enrolmentId === seen.enrolmentId)
    .map(grantedOf);
}

/** Nobody sees a file before it is there for them: begun; of the holder, received; of a centre, followed there. */
function firstDayOf(ground: Ground, { role, centreId }: Who, seen: SeenFile): string {
  if (ground === 'reading' || ground === 'named') return seen.begunOn;
  if (centreId) return seen.followedSince.get(centreId) ?? seen.begunOn;
  return (role === 'exploitant' ? seen.sentOn : undefined) ?? seen.begunOn;
}

const later = (one: string, other: string): string => (one > other ? one : other);

/** The authorisations of which one opens this one: itself, and its group where access is single (charter C3.3). */
async function openedTogether(tx: EntityManager, authorisationId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT one.id FROM authorisation one JOIN authorisation asked ON asked.id = $1
     LEFT JOIN authorisation_group ON authorisation_group.id = asked.group_id
     WHERE one.id = asked.id OR (authorisation_group.access = 'single' AND one.group_id = asked.group_id)`,
    [authorisationId],
  );
  return rows.map(({ id }) => id);
}
