import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  opensBeforeFactor,
  opensToPatient,
  originOf,
  Problem,
  Requires,
  type Actor,
  type ProblemCode,
  type Requirement,
  type RequestWithCtx,
} from '#kernel/api';
import { Contexts } from './contexts.js';

/** What identity puts on the request: who acts, or why nobody does any more. */
type SessionRequest = RequestWithCtx & {
  readonly id?: unknown;
  readonly actor?: Actor;
  readonly facts?: unknown;
  readonly signedOutBecause?: ProblemCode;
};

/**
 * Opens a route to those whose role may ever do what the route does; whether to this very row, the service decides, which is the first to
 * hold it. A route that says nothing is closed.
 */
@Injectable()
export class AbilityGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly contexts: Contexts,
  ) {}

  /** @throws Problem `not-signed-in`, `session-expired`, `handed-over`, `second-factor`, `profile-not-chosen`, `not-allowed`. */
  canActivate(host: ExecutionContext): boolean {
    const required = this.reflector.getAllAndOverride<Requirement | undefined>(Requires, [host.getHandler(), host.getClass()]);
    if (required === 'nothing') return true;

    const request = host.switchToHttp().getRequest<SessionRequest>();
    const { actor, facts, signedOutBecause } = request;
    if (!actor) throw new Problem(signedOutBecause ?? 'not-signed-in');
    // Before anything is refused: who asked is in the access log whatever refuses them.
    request.ctx = { ...this.contexts.of({ actor, facts }, String(request.id)), origin: originOf(request) };
    if (required === undefined) throw new Problem('not-allowed');
    const handler = host.getHandler() as () => unknown;
    if (actor.handedOver && !opensToPatient(this.reflector, handler)) throw new Problem('handed-over');
    // A device in a patient's hands opens one questionnaire, and asks no second factor of the patient.
    if (actor.secondFactor && !actor.handedOver && !opensBeforeFactor(this.reflector, handler, actor.secondFactor))
      throw new Problem('second-factor', { rule: 'C3.1' });
    if (required === 'session') return true;
    if (!actor.profile && !actor.staff) throw new Problem('profile-not-chosen');

    const [action, subject] = required;
    if (request.ctx.ability.can(action, subject)) return true;
    const rule = request.ctx.ability.relevantRuleFor(action, subject)?.reason;
    throw new Problem('not-allowed', rule ? { rule } : {});
  }
}
