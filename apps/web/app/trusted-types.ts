interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

/**
 * Under Trusted Types no text becomes markup but by Angular. A library of charts empties its place by writing nothing there, as a string: that, and
 * nothing else, is let through. Browsers that know no Trusted Types ask for nothing.
 */
export function allowEmptying(scope: object = globalThis): void {
  const { trustedTypes } = scope as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createHTML: (text) => (text === '' ? text : null) });
}
