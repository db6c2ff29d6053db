import { HttpErrorResponse } from '@angular/common/http';

/** One datum that a problem speaks of: an item key or a property path, and for a conflict both sides. */
export interface ProblemItem {
  readonly path: string;
  readonly message: string;
  readonly [more: string]: unknown;
}

/** Any answer that is not a success, in one shape: RFC 9457 from the API, or `offline` when nothing answered. */
export class ApiProblem extends Error {
  constructor(
    readonly code: string,
    readonly title: string,
    readonly status: number,
    readonly detail?: string,
    readonly items: readonly ProblemItem[] = [],
    readonly rule?: string,
    readonly requestId?: string,
  ) {
    super(`${code}: ${detail ?? title}`);
    this.name = 'ApiProblem';
  }

  /** Whether the same request may succeed later without any change. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Whether what was asked is not this person's to see, which trying again does not change. */
  get refused(): boolean {
    return this.status === 404 || this.code === 'not-allowed';
  }

  /** All that is wrong with one property or item, when the problem says it. */
  about(path: string): string | undefined {
    return [...new Set(this.items.filter((item) => item.path === path).map(({ message }) => message))].join(' ') || undefined;
  }
}

/** Reads whatever was thrown as a problem. Never throws. */
export function toApiProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  const cause = (thrown as { cause?: unknown } | null)?.cause;
  if (cause instanceof ApiProblem) return cause;
  if (!(thrown instanceof HttpErrorResponse)) return new ApiProblem('unexpected', $localize`Une erreur est survenue dans la page.`, -1);
  return thrown.status === 0 ? offline() : fromBody(thrown);
}

/** Nothing answered. */
export function offline(): ApiProblem {
  return new ApiProblem('offline', $localize`Le serveur ne répond pas.`, 0, $localize`Vérifiez la connexion au réseau, puis réessayez.`);
}

interface Body {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly items?: readonly ProblemItem[];
  readonly rule?: string;
  readonly requestId?: string;
}

function fromBody(response: HttpErrorResponse): ApiProblem {
  const body = parsed(response.error);
  return new ApiProblem(
    body.code ?? (response.status >= 500 ? 'unavailable' : 'unexpected'),
    body.title ?? $localize`Le service n’est pas disponible pour le moment.`,
    response.status,
    body.detail,
    body.items,
    body.rule,
    body.requestId,
  );
}

function parsed(error: unknown): Body {
  if (typeof error !== 'string') return (error as Body | null) ?? {};
  try {
    return JSON.parse(error) as Body;
  } catch {
    return {};
  }
}
