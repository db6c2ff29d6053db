import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProtocolCovers } from './protocol-covers.js';
import { ProtocolReading } from './protocol-reading.js';
import { ProtocolVersion } from './protocol-version.entity.js';
import { ProtocolVersions } from './protocol-versions.js';
import { ProtocolsCsvController } from './protocols-csv.controller.js';
import { ProtocolsController, ProtocolVersionsController } from './protocols.controller.js';
import { VersionActs } from './version-acts.service.js';
import { VersionReader } from './version.reader.js';
import { VersionStore } from './version.store.js';

/** Protocols as data: their versions, imported, published, withdrawn and read. */
@Module({
  imports: [TypeOrmModule.forFeature([ProtocolVersion])],
  controllers: [ProtocolsController, ProtocolsCsvController, ProtocolVersionsController],
  providers: [ProtocolCovers, ProtocolReading, ProtocolVersions, VersionStore, VersionReader, VersionActs],
  exports: [ProtocolCovers, ProtocolVersions, VersionReader],
})
export class ProtocolsModule {}
