import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProtocolCovers } from './versions/protocol-covers.js';
import { ProtocolReading } from './reading/protocol-reading.js';
import { ProtocolVersion } from './versions/protocol-version.entity.js';
import { ProtocolVersions } from './versions/protocol-versions.js';
import { ProtocolsCsvController } from './versions/protocols-csv.controller.js';
import { ProtocolsController, ProtocolVersionsController } from './versions/protocols.controller.js';
import { VersionActs } from './versions/version-acts.service.js';
import { VersionReader } from './versions/version.reader.js';
import { VersionStore } from './versions/version.store.js';

/** Protocols as data: their versions, imported, published, withdrawn and read. */
@Module({
  imports: [TypeOrmModule.forFeature([ProtocolVersion])],
  controllers: [ProtocolsController, ProtocolsCsvController, ProtocolVersionsController],
  providers: [ProtocolCovers, ProtocolReading, ProtocolVersions, VersionStore, VersionReader, VersionActs],
  exports: [ProtocolCovers, ProtocolVersions, VersionReader],
})
export class ProtocolsModule {}
