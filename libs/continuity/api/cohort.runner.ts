import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Contexts } from '#access-rights/api';
import { as } from '#access-rights/domain';
import { Authorisations } from '#authorisations/api';
import { RELAY_ACTS } from '#continuity/domain';
import { faultPoint, Jobs, Journal, Problem, PROBLEM_TITLES, unhurried, type Ctx } from '#kernel/api';
import { CohortStore, countOf, type Cohort, type CohortLine } from './cohort.store.js';
import { Continuations } from './continuations.service.js';
import { say } from './say.js';

/** The job that goes on with one cohort; its data is `{ id }`. */
export const COHORT = 'continuity.cohort';
const SWEEP = 'continuity.sweep';

/** A cohort whose worker died, or whose wake-up was lost, waits no longer than this. */
const SWEEP_SECONDS = 5;

type Step = { readonly line: CohortLine } | 'over' | 'stopped';

/**
 * Opens the requests of cohorts, each patient in a transaction of their own in which it is written what became of them: whenever a process dies, a request is opened and
 * told so, or neither. Rights are read and asked for each of them.
 */
@Injectable()
export class CohortRunner implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(CohortRunner.name);
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly contexts: Contexts,
    private readonly authorisations: Authorisations,
    private readonly continuations: Continuations,
    private readonly store: CohortStore,
    private readonly jobs: Jobs,
    private readonly journal: Journal,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(COHORT, ({ id }) => this.run(String(id)));
    this.jobs.repeat(SWEEP, { seconds: SWEEP_SECONDS }, () => this.sweep());
  }

  onApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Takes up what nobody has ended. Two workers on one cohort share its patients. */
  async sweep(): Promise<void> {
    for (const id of await this.store.running(this.dataSource.manager)) await this.run(id);
  }

  /** Goes on until nobody is left. */
  async run(id: string): Promise<void> {
    const cohort = await this.store.one(this.dataSource.manager, id);
    if (!cohort) return;
    while (!this.stopping) {
      const step = await this.next(cohort);
      faultPoint('cohort.after-commit');
      if (step === 'stopped' || step === 'over') return this.end(cohort, step);
    }
  }

  /** One patient, whole or not at all. */
  private async next(cohort: Cohort): Promise<Step> {
    const at: { line?: CohortLine } = {};
    try {
      return await this.within(cohort, async (ctx) => {
        if (!(await this.mayGoOn(ctx, cohort))) return 'stopped';
        const line = await this.store.next(ctx.tx, cohort.id);
        if (!line) return 'over';
        at.line = line;
        await this.one(ctx, cohort, line);
        faultPoint('cohort.before-commit');
        return { line };
      });
    } catch (error) {
      if (!at.line) throw error;
      this.logger.warn({ message: 'A request of a cohort was not opened.', cohort: cohort.id, name: (error as Error).name });
      const why = error instanceof Problem ? error.options.detail : undefined;
      await this.store.notDone(this.dataSource.manager, cohort.id, at.line.seq, why ?? say({ code: 'cohort-line-not-done' }));
      return { line: at.line };
    }
  }

  /** What refuses a patient takes back itself alone. @throws what is no refusal: it says nothing of the patient, who is tried again. */
  private async one(ctx: Ctx, { id, relay }: Cohort, { seq, enrolmentId }: CohortLine): Promise<void> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    try {
      await ctx.tx.transaction((tx) =>
        this.continuations.openFor({ ...ctx, tx, afterCommit: (effect) => effects.push(effect) }, enrolmentId, relay),
      );
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.status >= 500) throw thrown;
      return this.store.settle(ctx.tx, id, seq, 'kept', thrown.options.detail ?? PROBLEM_TITLES[thrown.code]);
    }
    for (const effect of effects) ctx.afterCommit(effect);
    await this.store.settle(ctx.tx, id, seq, 'opened');
  }

  /** Whether the manager who asked for it still may: their account is open, and both authorisations are theirs. */
  private async mayGoOn(ctx: Ctx, { relay }: Cohort): Promise<boolean> {
    for (const id of [relay.formerId, relay.laterId])
      if (!ctx.ability.can('link', as('Authorisation', { id, holderId: '', status: '' }))) return false;
    return true;
  }

  private async end(cohort: Cohort, step: 'over' | 'stopped'): Promise<void> {
    await this.within(cohort, async (ctx) => {
      if (!(await this.store.end(ctx.tx, cohort.id, step === 'over' ? 'done' : 'stopped'))) return;
      const { relay } = cohort;
      if (step === 'stopped') {
        const record = { stream: relay.formerId, subject: relay.formerId, details: { laterId: relay.laterId } };
        await this.journal.append(ctx, RELAY_ACTS.cohortStopped, record);
        return;
      }
      const [told, later] = [await this.store.latest(ctx.tx, relay.id), await this.authorisations.find(ctx, relay.laterId)];
      const [opened, kept] = told ? [countOf(told, 'opened'), countOf(told, 'kept') + countOf(told, 'failed')] : [0, 0];
      const details = { laterId: later.id, later: later.code, opened, kept };
      await this.journal.append(ctx, RELAY_ACTS.cohortEnded, { stream: relay.formerId, subject: relay.formerId, details });
      faultPoint('cohort-end.before-commit');
    });
    faultPoint('cohort-end.after-commit');
  }

  private within<T>({ id, actor }: Cohort, act: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.contexts.inTransaction({ ...actor, sessionId: '' }, `cohort-${id}`, async (ctx) => {
      await unhurried(ctx.tx);
      return act(ctx);
    });
  }
}
