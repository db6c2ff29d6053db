import { Decisions, type RecordDecision } from '#authorisations/api';
import { isAap, longestTerm } from '#authorisations/domain';
import { addDays, calendarDate, type CalendarDate } from '#kernel/domain';
import { AUTHORISATIONS } from './authorisations.js';
import type { Stage } from './stage.js';

/** Decided that long before it takes effect. */
const NOTICE = 14;

/** What was decided of each authorisation up to today, and for later: recorded by the manager. */
export async function tellLives(stage: Stage): Promise<void> {
  const today = calendarDate(await stage.today(stage.player('gestionnaire').actor));
  for (const authorisation of AUTHORISATIONS) {
    const { code, kind, grantedOn } = authorisation;
    const [{ decided }] = await stage.db.query(
      `SELECT count(*)::int AS decided FROM authorisation_decision d JOIN authorisation a ON a.id = d.authorisation_id WHERE a.code = $1 AND d.kind <> 'granted'`,
      [code],
    );
    const all = [
      ...renewals(kind, calendarDate(grantedOn), today),
      ...('expects' in authorisation ? [later(authorisation.expects, today)] : []),
    ];
    // A demonstration that was interrupted goes on where it was.
    for (const decision of all.slice(decided)) await record(stage, code, decision);
  }
}

function renewals(kind: (typeof AUTHORISATIONS)[number]['kind'], granted: CalendarDate, today: CalendarDate): RecordDecision[] {
  const decisions: RecordDecision[] = [];
  const authority = isAap(kind) ? 'has' : 'ansm';
  for (let term = longestTerm(kind, granted); term < today;) {
    const day = addDays(term, 1);
    term = longestTerm(kind, day);
    decisions.push({ kind: 'renewed', day, decidedOn: addDays(day, -NOTICE), authority, term, document: documentOf(day) });
  }
  return decisions;
}

const documentOf = (day: CalendarDate): string => `Décision n° ${day.slice(0, 4)}.${day.slice(5, 7)}${day.slice(8)} (démonstration)`;

function later({ kind, authority, inDays, document }: Expected, today: CalendarDate): RecordDecision {
  return { kind, authority, document, day: addDays(today, inDays), decidedOn: today };
}

type Expected = Pick<RecordDecision, 'kind' | 'authority' | 'document'> & { readonly inDays: number };

async function record(stage: Stage, code: string, decision: RecordDecision): Promise<void> {
  const [{ id, version }] = await stage.db.query('SELECT id, state_version AS version FROM authorisation WHERE code = $1', [code]);
  await stage.as(stage.player('gestionnaire').actor, (ctx) => stage.get(Decisions).record(ctx, id, version, decision));
}
