import { randomUUID } from 'node:crypto';
import { addDays, calendarDate } from '#kernel/domain';
import { type BeginForm, Courses, type FollowUp, FormActs, FormOpener, Forms, ValuesService } from '#forms/api';
import type { CourseRow } from '#forms/domain';
import type { Ctx } from '#kernel/api';
import type { Value, Values } from '#protocols/domain';
import type { Player } from './cast.js';
import type { Chance } from './chance.js';
import { habitsOf } from './habits.js';
import type { Stage } from './stage.js';
import type { Otherwise, Treatment } from './treatments.js';
import { typed } from './typist.js';

/** A patient who has a number, and who types. */
interface Scene {
  readonly enrolmentId: string;
  readonly typist: Player;
  readonly chance: Chance;
}

/** A form to type: where it stands, when it took place, what is answered otherwise than usual. */
interface Sheet {
  readonly place: BeginForm;
  readonly day: string;
  readonly otherwise?: Otherwise;
  /** Rows and answers that stand before the typist comes. */
  readonly given?: Values;
  /** Left half-way. */
  readonly left?: boolean;
}

/** Plays what follows the number, through the product's own services, on the days that the calendar gives. */
export class FollowUpTeller {
  constructor(private readonly stage: Stage) {}

  async tell(scene: Scene, treatment: Treatment): Promise<void> {
    const today = await this.stage.today(scene.typist.actor);
    const ago = (days: number): string => addDays(calendarDate(today), -days);
    if (treatment.neverGiven) return this.neverGiven(scene, treatment, today);
    if (treatment.began === undefined) return;
    const { protocol } = await this.course(scene, today);
    if (protocol.forms.some(({ code }) => code === 'FIT')) {
      await this.fill(scene, { place: { formCode: 'FIT' }, day: ago(treatment.began), ...said(treatment, 'FIT') });
      await this.visits(scene, treatment, today);
    }
    for (const { form, visit, daysAgo, otherwise, given, left } of treatment.events ?? []) {
      const place = { formCode: form, ...(visit && { visitCode: visit }) };
      await this.fill(scene, { place, day: ago(daysAgo), ...(otherwise && { otherwise }), ...(given && { given }), ...(left && { left }) });
    }
    const { stopped } = treatment;
    if (stopped) await this.fill(scene, { place: { formCode: 'ARRET' }, day: ago(stopped.daysAgo), otherwise: stopped.otherwise });
  }

  private async neverGiven(scene: Scene, treatment: Treatment, today: string): Promise<void> {
    await this.fill(scene, {
      place: { formCode: 'FIT' },
      day: today,
      otherwise: { 'fit.administre': 'N', 'fit.non_motif': 'AGGRAVATION' },
    });
    await this.fill(scene, { place: { formCode: 'ARRET' }, day: today, ...said(treatment, 'ARRET') });
  }

  /** Every form of the visits that are past, but the last ones where the team is behind. */
  private async visits(scene: Scene, treatment: Treatment, today: string): Promise<void> {
    const until = treatment.stopped ? addDays(calendarDate(today), -treatment.stopped.daysAgo) : today;
    const { course } = await this.course(scene, today);
    const past = course.schedule.rows.filter(({ target, record }) => !record && target !== undefined && target <= until);
    const typedRows = past.slice(0, Math.max(0, past.length - (treatment.behind ?? 0)));
    for (const { form, visit, occurrence, target = today } of typedRows) {
      const late = addDays(calendarDate(target), scene.chance.between(0, 2));
      const day = late < today ? late : today;
      await this.fill(scene, { place: placeOf({ form, visit, occurrence }), day, ...said(treatment, form, visit, occurrence) });
    }
    const next = past[typedRows.length];
    if (treatment.begun && next) await this.fill(scene, { place: placeOf(next), day: today, left: true });
  }

  private course({ enrolmentId, typist }: Scene, today: string): Promise<FollowUp> {
    return this.stage.as(typist.actor, ({ tx }) => this.stage.get(Courses).of(tx, enrolmentId, today));
  }

  /** One form, in one go: opened, typed, finished unless it is left. */
  private async fill({ enrolmentId, typist, chance }: Scene, { place, day, otherwise, given, left = false }: Sheet): Promise<void> {
    await this.stage.as(typist.actor, async (ctx) => {
      const id = await this.stage.get(FormOpener).open(ctx, enrolmentId, randomUUID(), place);
      const { protocol, course, madeFrom } = await this.stage.get(Courses).of(ctx.tx, enrolmentId, ctx.today);
      const env = course.envOf(id);
      const say = habitsOf({ chance, lists: protocol.codeLists, day, env }, otherwise);
      const answers = Object.entries(typed(madeFrom(id).form, env, say, given));
      const half = answers.slice(0, Math.ceil(answers.length / 3));
      await this.save(ctx, id, left ? half : answers);
      if (left) return;
      const { stateVersion } = await this.stage.get(Forms).standing(ctx.tx, id);
      await this.stage.get(FormActs).complete(ctx, id, stateVersion);
    });
  }

  private async save(ctx: Ctx, id: string, answers: readonly (readonly [item: string, value: Value])[]): Promise<void> {
    const changes = answers.map(([item, value]) => ({ item, value, base: 0 }));
    await this.stage.get(ValuesService).change(ctx, id, changes);
  }
}

function placeOf({ form, visit, occurrence }: Pick<CourseRow, 'form' | 'visit' | 'occurrence'>): BeginForm {
  return { formCode: form, ...(visit !== undefined && { visitCode: visit, occurrence }) };
}

/** What is told of that form otherwise: by its code, its visit, or the time its visit comes. */
function said({ otherwise = {}, rows }: Treatment, form: string, visit = '', occurrence = 1): Pick<Sheet, 'otherwise' | 'given'> {
  const found = otherwise[`${form} ${visit} ${occurrence}`] ?? otherwise[`${form} ${visit}`] ?? otherwise[form];
  const given = rows?.[form];
  return { ...(found && { otherwise: found }), ...(given && { given }) };
}
