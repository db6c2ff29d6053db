import { own } from '#kernel/domain';
import { SIGN_IN_REFUSALS } from '#identity/domain';

/** What happened at the provider, and what to do, in words; undefined when nothing did. */
export function signInProblem(code: string | undefined): string | undefined {
  return code && (own(SIGN_IN_REFUSALS as Readonly<Record<string, string>>, code) ?? OTHER);
}

const OTHER = $localize`La connexion n’a pas abouti. Recommencez\u202f; si cela se répète, transmettez le code à l’assistance.`;
