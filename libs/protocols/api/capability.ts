import { capability } from '#kernel/api';
import { PROTOCOL_ACTS, PROTOCOL_LOOKS } from '#protocols/domain';
import { ProtocolVersions1790000000010 } from './migrations/protocol-versions.js';
import { Protocols1790000000004 } from './migrations/protocols.js';
import { ProtocolVersion } from './versions/protocol-version.entity.js';
import { ProtocolsModule } from './protocols.module.js';

export const protocolsCapability = capability({
  name: 'protocols',
  module: () => ProtocolsModule,
  entities: [ProtocolVersion],
  migrations: [Protocols1790000000004, ProtocolVersions1790000000010],
  acts: [PROTOCOL_ACTS],
  looks: [PROTOCOL_LOOKS],
});
