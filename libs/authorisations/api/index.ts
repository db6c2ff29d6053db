export { Authorisations } from './authorisations.service.js';
export * from './authorisations.messages.js';
export { AuthorisationsModule } from './authorisations.module.js';
export { Authorisation, authorisationsEntities } from './entities.js';
export { Authorisations1790000000003 } from './migrations/authorisations.js';
