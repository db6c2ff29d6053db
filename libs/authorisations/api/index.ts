export * from './authorisations.messages.js';
export { AuthorisationsModule } from './authorisations.module.js';
export { Authorisations } from './authorisations.service.js';
export { authorisationsCapability } from './capability.js';
