export { AuthorisationCard } from './authorisation-card.js';
export { AuthorisationPage } from './authorisation.page.js';
export { AuthorisationsApi } from './authorisations.api.js';
export { AuthorisationsPage } from './authorisations.page.js';
export { STATUSES } from './words.js';
