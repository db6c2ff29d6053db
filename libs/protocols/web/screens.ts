/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { DifferencesPage } from './differences.page.js';
export { PassagePage } from './passage.page.js';
export { ProtocolsPage } from './protocols.page.js';
export { VersionPage } from './version.page.js';
