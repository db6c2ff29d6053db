/** What this capability has on screen, loaded at once: whoever opened one page has the others when the network is cut. */
export { TransfersPage } from './transfers.page.js';
