/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { AuthorisationPage } from './authorisation.page.js';
export { AuthorisationsPage } from './authorisations.page.js';
