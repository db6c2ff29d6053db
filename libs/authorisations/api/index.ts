export * from './authorisations.messages.js';
export { AuthorisationsModule } from './authorisations.module.js';
export { Authorisations } from './authorisations.service.js';
export * from './decisions.messages.js';
export { Decisions } from './decisions.service.js';
export { Lives, type KnownLife } from './lives.reader.js';
export { Warnings } from './warnings.service.js';
export { kindOnSql, statusOnSql } from './on-day.js';
export { authorisationsCapability } from './capability.js';
