const KEPT = 'sign-in.wanted';

/** Kept by this tab alone while it is at a provider: where it comes back to, when nobody there knows what it left for. */
export function keepWanted(page: string | undefined): void {
  if (page === undefined) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, page);
}

/** Where this tab was going when it last left to sign in. */
export function wantedBefore(): string | undefined {
  return sessionStorage.getItem(KEPT) ?? undefined;
}
