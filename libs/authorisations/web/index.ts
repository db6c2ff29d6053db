export { AuthorisationCard } from './authorisation-card.js';
export { AuthorisationsApi } from './authorisations.api.js';
export { STATUSES } from './statuses.js';
