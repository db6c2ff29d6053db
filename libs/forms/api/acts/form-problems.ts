import { Problem, type Ctx, type ProblemItem } from '#kernel/api';
import { brokenChecks, gapsWithCarried, type Conflict, type Judgement, type StatefulAct } from '#forms/domain';
import { conductOfForm, whyNot, type OpenForm } from '../records/open-form.js';
import { say, type FormAnswer } from '../say.js';

export type Accepted = Extract<Judgement, { outcome: 'accepted' }>;

/** What a batch of changes becomes, when it may be written. @throws Problem with the items concerned. */
export async function accepted(ctx: Ctx, { enrolment }: OpenForm, judgement: Judgement): Promise<Accepted> {
  if (judgement.outcome === 'accepted') return judgement;
  if (judgement.outcome !== 'value-conflict') {
    const { outcome, problems } = judgement;
    throw new Problem(outcome === 'entered-elsewhere' ? 'unprocessable-values' : outcome, {
      items: problems.map(({ path, says }) => ({ path, message: say(says) })),
      detail: problems[0] ? say(problems[0].says) : '',
      ...(outcome === 'unknown-item' && { rule: 'C1.1' }),
      ...(outcome === 'entered-elsewhere' && { rule: 'C10.4' }),
    });
  }
  throw new Problem('value-conflict', {
    detail: say({ code: 'compare-both' }),
    items: await bothSides(ctx, enrolment.id, judgement.conflicts),
  });
}

/** Each conflict with who wrote the other side, and when. */
async function bothSides({ tx }: Ctx, enrolmentId: string, conflicts: readonly Conflict[]): Promise<ProblemItem[]> {
  const authors: { seq: number; by: string; at: Date }[] = await tx.query(
    `SELECT seq::int, actor_name AS by, at FROM journal_entry WHERE stream_kind = 'enrolment' AND stream_id = $1 AND seq = ANY($2)`,
    [enrolmentId, conflicts.map(versionOf)],
  );
  return conflicts.map((conflict) => {
    const author = authors.find(({ seq }) => seq === versionOf(conflict));
    return {
      ...conflict,
      message: say({ code: 'changed-meanwhile', params: { ...(author && { by: author.by }), isRow: conflict.row !== undefined } }),
      ...(author && { by: author.by, at: author.at.toISOString() }),
    };
  });
}

/** What the other person did: withdrew the row, or wrote the answer. */
function versionOf({ row, base }: Conflict): number {
  return row?.base ?? base;
}

/** The state of the form and of its request lets this be done. @throws Problem `conflict`, in words. */
export function demandPossible(open: OpenForm, act: StatefulAct): void {
  const why = whyNot(open, act);
  if (why) throw new Problem('conflict', { detail: say(why) });
}

/**
 * An entry ends whatever is missing; but where no signature will ask for it, not on answers that contradict each other.
 * @throws Problem `checks-failed`, each leading to its field.
 */
export function demandNoContradiction(open: OpenForm): void {
  if (!conductOfForm(open).refusesContradictions) return;
  const { form, record, env } = open;
  const broken = brokenChecks(form, record.values, env);
  if (broken.length === 0) return;
  throw new Problem('checks-failed', {
    detail: say({ code: 'correct-before-end' }),
    items: broken.map(({ items, says }) => ({ path: items[0] ?? '', message: say(says) })),
  });
}

/**
 * Nothing is asked of a form that awaits no signature: it is ended, and signed, as it stands (charter C5.6).
 * @throws Problem `gaps` with what is missing or wrong in these sections and the carried values that stand (charter C8.2), each leading to its field
 */
export function demandNoGaps(open: OpenForm, sections: readonly string[]): void {
  if (!conductOfForm(open).awaitsSignatures) return;
  const { protocol, form, record, env } = open;
  const found = gapsWithCarried(protocol, form, record.values, env, sections, record.carried);
  if (found.length === 0) return;
  throw new Problem('gaps', {
    ...(found.some(({ kind }) => kind === 'carried') && { rule: 'C8.2' }),
    detail: say({ code: 'to-complete', params: { count: found.length } }),
    items: found.map(({ key, says, ...gap }) => ({ path: key, message: say(says), ...gap })),
  });
}

/** @throws Problem `conflict`: the form's kind of signature is not asked for, or stands already. */
export function alreadySigned(open: OpenForm, role: 'prescriber' | 'pharmacist'): Problem {
  // A request that was sent is told first; a form of the follow-up has none that waits for the holder.
  const isSent = open.enrolment.state === 'sent';
  const says: FormAnswer = isSent
    ? { code: 'request-refuses', params: { state: 'sent', ground: open.enrolment.ground, event: 'sign' } }
    : { code: 'signed-already', params: { role } };
  return new Problem('conflict', { detail: say(says) });
}
