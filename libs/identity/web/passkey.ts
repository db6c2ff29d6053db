import { toApiProblem } from '#kernel/web';

const NOT_DONE = $localize`La clé d’accès n’a pas été donnée\u00a0: la demande a été fermée, ou le temps est passé. Recommencez quand vous voulez.`;
const KNOWN = $localize`Cet appareil a déjà une clé d’accès pour votre compte\u00a0: utilisez-la, ou ajoutez-en une sur un autre appareil.`;
const NOT_HERE = $localize`Ce navigateur ne peut pas utiliser de clé d’accès ici. Choisissez l’application d’authentification.`;

/** Asks the browser to make a passkey. @returns its answer, or in words why there is none. */
export async function makePasskey(options: object): Promise<Record<string, unknown> | string> {
  return ask(async ({ startRegistration }) => startRegistration({ optionsJSON: options as never }));
}

/** Asks the browser for one that the person has. @returns its answer, or in words why there is none. */
export async function givePasskey(options: object): Promise<Record<string, unknown> | string> {
  return ask(async ({ startAuthentication }) => startAuthentication({ optionsJSON: options as never }));
}

type Library = typeof import('@simplewebauthn/browser');

async function ask(act: (library: Library) => Promise<object>): Promise<Record<string, unknown> | string> {
  const library = await import('@simplewebauthn/browser');
  if (!library.browserSupportsWebAuthn()) return NOT_HERE;
  try {
    return { ...(await act(library)) };
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError') return NOT_DONE;
    if (name === 'InvalidStateError') return KNOWN;
    if (name === 'NotSupportedError' || name === 'SecurityError') return NOT_HERE;
    throw toApiProblem(thrown);
  }
}
