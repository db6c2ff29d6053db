import type { SignInRefusal } from '#identity/domain';

/** A sign-in that must not succeed: nothing was created, and the browser is told why. */
export class Refusal extends Error {
  constructor(readonly code: SignInRefusal) {
    super(code);
  }
}
