import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { MongoAbility } from '@casl/ability';
import type { Request } from 'express';
import type { EntityManager } from 'typeorm';
import type { Origin } from '../journal/access-log.js';
import type { FactorStep } from './requires.js';

/** The profile in which a hospital person is working now: one centre, one role. */
export interface ActingProfile {
  readonly id: string;
  readonly role: string;
  readonly centreId: string;
  readonly centreName: string;
}

/** The operator-side account of a person: a role and the authorisations it is assigned. */
export interface ActingStaff {
  readonly role: string;
  readonly authorisationIds: readonly string[];
}

/** A questionnaire that was given to the patient on this device (charter C5.9): until a professional signs in again, the session opens it and nothing else. */
export interface HandedOver {
  readonly enrolmentId: string;
  readonly formId: string;
  /** The patient said that they have finished: the answers are not shown any more. */
  readonly finished: boolean;
}

/** Who acts. Exactly one of `profile` and `staff` is given once a profile is chosen (charter C3.4). */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly sessionId: string;
  readonly provider: string;
  readonly profile?: ActingProfile;
  readonly staff?: ActingStaff;
  readonly handedOver?: HandedOver;
  /** Signed in, and not yet past the second factor that is asked of them (charter C3.1). */
  readonly secondFactor?: FactorStep;
}

/**
 * Everything an act needs to know of the request it serves. First parameter of every method of a service or a store; there is
 * no ambient request.
 */
export interface Ctx {
  readonly requestId: string;
  readonly actor: Actor;
  readonly ability: MongoAbility;
  /** The day where the actor's centre is, `YYYY-MM-DD`. */
  readonly today: string;
  /** The transaction of a request that writes; the plain manager of one that reads. */
  readonly tx: EntityManager;
  /** From where the request comes; absent where there is none. */
  readonly origin?: Origin;
  /** Runs once the transaction is committed; what it throws is logged and changes nothing. */
  readonly afterCommit: (effect: () => Promise<unknown> | void) => void;
}

export type RequestWithCtx = Request & { ctx?: Ctx };

/** The context of the request. A route that asks for it and is open to strangers is a mistake, told at the first call. */
export const Context = createParamDecorator((_data: unknown, host: ExecutionContext): Ctx => {
  const { ctx } = host.switchToHttp().getRequest<RequestWithCtx>();
  if (!ctx) throw new Error('This route has no context: it must require a signed-in person.');
  return ctx;
});
