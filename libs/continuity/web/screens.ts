/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { ContinuityNotice } from './continuity-notice.js';
export { RelaysPanel } from './relays-panel.js';
