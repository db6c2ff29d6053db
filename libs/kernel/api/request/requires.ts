import { Reflector } from '@nestjs/core';

/**
 * What a route requires. `nothing`: open to strangers. `session`: signed in, a profile perhaps not chosen yet. `[action,
 * subject]`: the actor's ability must know at least one such rule; the service then asks about the very row. A route that says
 * nothing is closed.
 */
export type Requirement = 'nothing' | 'session' | readonly [action: string, subject: string];

export const Requires = Reflector.createDecorator<Requirement>();

const readsOnly = Reflector.createDecorator<true>();

/**
 * A route that opens no transaction: it reads although it is sent as a POST, so that nothing of a patient stands in an address; or it writes for many
 * patients, each in a transaction of their own; or it does something long before it writes.
 */
export const ReadsOnly = (): MethodDecorator => readsOnly(true);

/** A route that reads all it answers as of one moment, however many statements that takes. */
export const readsOnce = Reflector.createDecorator<true>();

const openToPatient = Reflector.createDecorator<true>();

/** A route that stays open on a device handed to the patient (charter C5.9): every other one is closed then. */
export const OpenToPatient = (): MethodDecorator => openToPatient(true);

/** What stands between a signed-in person and everything else: a second factor to enrol, or to give. */
export type FactorStep = 'to-enrol' | 'to-give';

const openBeforeFactor = Reflector.createDecorator<readonly FactorStep[]>();

/** A route that stays open while a second factor is still to be enrolled, or to be given (charter C3.1): every other one is closed then. */
export const OpenBeforeFactor = (...steps: readonly FactorStep[]): MethodDecorator => openBeforeFactor(steps);

/** Whether the route was marked so, for this step. */
export function opensBeforeFactor(reflector: Reflector, handler: () => unknown, step: FactorStep): boolean {
  return (reflector.get(openBeforeFactor, handler) as readonly FactorStep[] | undefined)?.includes(step) ?? false;
}

/** Whether the route was marked so. */
export function opensToPatient(reflector: Reflector, handler: () => unknown): boolean {
  return reflector.get(openToPatient, handler) === true;
}

/** Whether the route was marked so. */
export function readsOnceByMark(reflector: Reflector, handler: () => unknown): boolean {
  return reflector.get(readsOnce, handler) === true;
}

/** Whether the route was marked so. */
export function readsOnlyByMark(reflector: Reflector, handler: () => unknown): boolean {
  return reflector.get(readsOnly, handler) === true;
}
