export { BegunForms, type Begun } from './versions/begun-forms.js';
export { protocolsCapability } from './capability.js';
export { Followers, type Follower } from './versions/followers.js';
export { ProtocolCovers, type ProtocolCover } from './versions/protocol-covers.js';
export { ProtocolReading } from './reading/protocol-reading.js';
export {
  aboutVersion,
  ProtocolVersions,
  publishedSql,
  type Imported,
  type InForce,
  type Published,
  type VersionOfProtocol,
} from './versions/protocol-versions.js';
export { ProtocolVersionView, type ProtocolView } from './protocols.messages.js';
export { ProtocolsModule } from './protocols.module.js';
export { positionOf } from './reading/yaml-position.js';
export { readProtocol, type FileProblem, type ReadProtocol } from './reading/read-protocol.js';
export { opensSql } from './versions/opening-kinds.js';
export { shippedProtocols, type ShippedProtocol } from './shipped-protocols.js';
export { tell } from './say.js';
export { VersionReader } from './versions/version.reader.js';
