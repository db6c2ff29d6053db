export * from './access-rights.messages.js';
export * from './looks.messages.js';
export { AccessRequests, type PersonWithAccess, type RequestMade } from './access-requests.service.js';
export { AccessRightsModule } from './access-rights.module.js';
export { Contexts } from './contexts.js';
export { AUTHOR_LEFT } from './designation.store.js';
export { DesignationsService } from './designations.service.js';
export { accessRightsEntities } from './entities.js';
export { AccessRights1790000000005 } from './migrations/access-rights.js';
