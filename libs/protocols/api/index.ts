import { ProtocolVersion } from './protocol-version.entity.js';

export { BegunForms, type Begun } from './begun-forms.js';
export { Protocols1790000000004 } from './migrations/protocols.js';
export { ProtocolVersions1790000000010 } from './migrations/protocol-versions.js';
export { aboutVersion, ProtocolVersions, type Imported, type InForce } from './protocol-versions.js';
export { ProtocolVersionView, type ProtocolView } from './protocols.messages.js';
export { ProtocolReading } from './protocol-reading.js';
export { ProtocolsModule } from './protocols.module.js';
export { readProtocol, type FileProblem, type ReadProtocol } from './read-protocol.js';
export { shippedProtocols, type ShippedProtocol } from './shipped-protocols.js';
export { VersionReader } from './version.reader.js';
export { asProtocol, VersionStore, type VersionLife } from './version.store.js';
export { ProtocolVersion };
/** Entities, for the database's declaration. */
export const protocolsEntities = [ProtocolVersion];
