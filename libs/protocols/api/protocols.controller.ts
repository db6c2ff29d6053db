import { Controller, Get, Header, Param } from '@nestjs/common';
import { Context, ID, Requires, type Ctx } from '#kernel/api';
import { ProtocolVersions } from './protocol-versions.js';
import { ProtocolVersionView } from './protocols.messages.js';

@Controller('protocol-versions')
export class ProtocolsController {
  constructor(private readonly versions: ProtocolVersions) {}

  /** A version of a protocol, as the browser draws it. A published PUT holds nothing of anyone: whoever is signed in reads it (charter P6). */
  @Get(':id')
  @Requires('session')
  @Header('Cache-Control', 'private, max-age=31536000, immutable')
  async getProtocolVersion(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<ProtocolVersionView> {
    const { code, version, sha256, importedAt, document } = await this.versions.version(ctx.tx, id);
    return { id, code, version, sha256, importedAt: importedAt.toISOString(), document: { ...document } };
  }
}
