import { own } from '#kernel/domain';
import { SIGN_IN_REFUSALS } from '#identity/domain';

/** What happened at the provider, and what to do, in words; undefined when nothing did. */
export function signInProblem(code: string | undefined): string | undefined {
  return code && (own(SIGN_IN_REFUSALS as Readonly<Record<string, string>>, code) ?? OTHER);
}

/** What is said of an answer that nobody waits for, to anyone who is signed in. */
export const ALREADY_IN = $localize`Cette demande de connexion a expiré, ou elle a été menée à bien dans un autre onglet. Votre session est ouverte\u00a0: il n’y a rien à recommencer.`;

const OTHER = $localize`La connexion n’a pas abouti. Recommencez\u202f; si cela se répète, transmettez le code à l’assistance.`;
