import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProtocolVersion } from './protocol-version.entity.js';
import { ProtocolVersions } from './protocol-versions.js';
import { ProtocolsController } from './protocols.controller.js';

/** Protocols as data: their versions, imported and read. */
@Module({
  imports: [TypeOrmModule.forFeature([ProtocolVersion])],
  controllers: [ProtocolsController],
  providers: [ProtocolVersions],
  exports: [ProtocolVersions],
})
export class ProtocolsModule {}
