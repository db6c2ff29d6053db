/** The door through which specs of other projects use the stand-ins. */
export { DEMONSTRATION_SECRET, startIdentity } from '../../apps/identity/server.js';
export type { IdentityOptions, RunningIdentity } from '../../apps/identity/server.js';
export { ACCOUNTS } from '../../apps/identity/accounts.js';
export { CLIENT_ID } from '../../apps/identity/provider.js';
export { FAULTS } from '../../apps/identity/faults.js';
export type { Fault } from '../../apps/identity/faults.js';
