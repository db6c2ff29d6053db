import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Ctx } from '#kernel/api';
import { FormRecord } from './form-record.entity.js';
import { FormStore } from './form.store.js';
import type { OpenForm } from './open-form.js';

/** A filled form as others read it. */
export type KnownForm = Readonly<FormRecord>;

/** What a statement of another capability reads of forms, which it names `form`: all of them, for who narrows them to what may be read. */
export function allForms(tx: EntityManager): SelectQueryBuilder<KnownForm> {
  return tx.createQueryBuilder(FormRecord, 'form');
}

/** Filled forms, for anyone who works on what happens to them. */
@Injectable()
export class Forms {
  constructor(private readonly store: FormStore) {}

  /** To be read, with its rules as the actor sees the patient's other forms. @throws Problem `not-found`, also for what the actor may not see. */
  find(ctx: Ctx, id: string): Promise<OpenForm> {
    return this.store.find(ctx, id);
  }

  /** Several at once, for someone who has no centre; those that they may not see are left out. */
  findMany(ctx: Ctx, ids: readonly string[]): Promise<OpenForm[]> {
    return this.store.findMany(ctx, ids);
  }

  /** For an act that asks none of its rules: nobody else writes anything of its enrolment until the transaction ends. @throws Problem `not-found`. */
  forQuestion(ctx: Ctx, id: string): Promise<Pick<OpenForm, 'record' | 'enrolment' | 'protocol' | 'form'>> {
    return this.store.forQuestion(ctx, id);
  }

  /** As it stands, no matter who may read it: the caller has found what leads to it. @throws EntityNotFoundError. */
  standing(tx: EntityManager, id: string): Promise<KnownForm> {
    return tx.findOneByOrFail(FormRecord, { id });
  }

  /** The same of several, in no order; what is not there is left out. */
  standingAmong(tx: EntityManager, ids: readonly string[]): Promise<KnownForm[]> {
    return tx.findBy(FormRecord, { id: In([...ids]) });
  }
}
