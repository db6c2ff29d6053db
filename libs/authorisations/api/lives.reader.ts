import { Injectable } from '@nestjs/common';
import { changesOf, lifeOf, standingOn, type Change, type Deadline, type Life, type Standing } from '#authorisations/domain';
import type { Ctx } from '#kernel/api';
import { calendarDate } from '#kernel/domain';
import { ProtocolCovers } from '#protocols/api';
import { AuthorisationStore } from './authorisation.store.js';
import { DecisionStore, standing } from './decision.store.js';
import { deadlinesFor } from './life.view.js';
import type { AuthorisationOnDay } from './on-day.js';

/** An authorisation and its life, as others read it. */
export interface KnownLife {
  readonly authorisation: Pick<
    AuthorisationOnDay,
    'id' | 'code' | 'kind' | 'status' | 'medicine' | 'inn' | 'indication' | 'indicationCode' | 'ucdCodes' | 'endsOn'
  >;
  readonly holderName: string;
  readonly life: Life;
  readonly standing: Standing;
  readonly changes: readonly Change[];
  readonly deadlines: readonly Deadline[];
}

/** The lives of authorisations, for anyone who shows many. */
@Injectable()
export class Lives {
  constructor(
    private readonly store: AuthorisationStore,
    private readonly decisions: DecisionStore,
    private readonly covers: ProtocolCovers,
  ) {}

  /** Of those that the actor may read, as they are today where they are; what is due as it is told to them. Under one whose protocol was never imported nothing can be done. */
  async readable(ctx: Ctx): Promise<KnownLife[]> {
    const readable = await this.store.list(ctx);
    const covers = await this.covers.on(
      ctx.tx,
      readable.map(({ protocolCode }) => protocolCode),
      ctx.today,
    );
    const authorisations = readable.filter(({ protocolCode }) => covers.has(protocolCode));
    const rows = await this.decisions.of(
      ctx.tx,
      authorisations.map(({ id }) => id),
    );
    const today = calendarDate(ctx.today);
    return authorisations.map((authorisation) => {
      const life = lifeOf(standing(rows.filter(({ authorisationId }) => authorisationId === authorisation.id)));
      return {
        authorisation,
        holderName: authorisation.holder.name,
        life,
        standing: standingOn(life, today),
        changes: changesOf(life, today),
        deadlines: deadlinesFor(ctx, life, covers.get(authorisation.protocolCode)),
      };
    });
  }
}
