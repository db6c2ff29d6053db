/** The address that leads to a provider and, once signed in, back to `returnTo`. */
export function signInAddress(provider: string, returnTo: string): string {
  return `/api/v1/sign-in/${provider}?returnTo=${encodeURIComponent(returnTo)}`;
}

const CHANNEL = 'passerelle-session';

/** What the tabs of one browser tell each other: someone has just signed in; this device was handed to a patient (charter C5.9). */
export type TabNews = 'signed-in' | 'handed-over';

/** Tells the other tabs of this browser. */
export function tellTabs(news: TabNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Hears other tabs. @returns what stops it. */
export function onTabNews(news: TabNews, then: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => data === news && then();
  return () => channel.close();
}
