/** The address that leads to a provider and, once signed in, back to `returnTo`. */
export function signInAddress(provider: string, returnTo: string): string {
  return `/api/v1/sign-in/${provider}?returnTo=${encodeURIComponent(returnTo)}`;
}

const CHANNEL = 'passerelle-session';

/** Tells the other tabs of this browser that someone has just signed in. */
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('signed-in');
  channel.close();
}

/** Hears other tabs. @returns what stops it. */
export function onSignedInElsewhere(then: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = then;
  return () => channel.close();
}
