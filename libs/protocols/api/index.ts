export { BegunForms, type Begun } from './begun-forms.js';
export { protocolsCapability } from './capability.js';
export { Followers, type Follower } from './followers.js';
export { ProtocolCovers, type ProtocolCover } from './protocol-covers.js';
export { ProtocolReading } from './protocol-reading.js';
export {
  aboutVersion,
  ProtocolVersions,
  publishedSql,
  type Imported,
  type InForce,
  type Published,
  type VersionOfProtocol,
} from './protocol-versions.js';
export { ProtocolVersionView, type ProtocolView } from './protocols.messages.js';
export { ProtocolsModule } from './protocols.module.js';
export { readProtocol, type FileProblem, type ReadProtocol } from './read-protocol.js';
export { shippedProtocols, type ShippedProtocol } from './shipped-protocols.js';
export { VersionReader } from './version.reader.js';
