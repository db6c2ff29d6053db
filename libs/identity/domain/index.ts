export * from './acts.js';
export * from './letters.js';
export { flatClaims, readClaims } from './claims.js';
export { SIGN_IN_REFUSALS, type SignInRefusal } from './messages.fr.js';
export type * from './person.js';
export { DEFAULT_PLAGE_READING, type PlageReading } from './plage.js';
export { localPath } from './return-path.js';
export * from './second-factor.js';
export { zoneOf } from './zone.js';
