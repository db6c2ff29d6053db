import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Context, ID, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { ProtocolVersions } from './protocol-versions.js';
import {
  DifferenceList,
  ImportedProtocol,
  ImportProtocol,
  ProtocolList,
  ProtocolVersionView,
  ProtocolView,
  PublishVersion,
  ReadDifferences,
  WithdrawVersion,
} from '../protocols.messages.js';
import { VersionActs } from './version-acts.service.js';
import { VersionReader } from './version.reader.js';

/** Protocols, with the life of their versions. */
@Controller('protocols')
export class ProtocolsController {
  constructor(private readonly reader: VersionReader) {}

  /** The protocols of the authorisations that one may read, each with its versions, latest first. */
  @Get()
  @Requires(['read', 'Protocol'])
  async listProtocols(@Context() ctx: Ctx): Promise<ProtocolList> {
    return this.reader.list(ctx);
  }
}

/** Versions of protocols: read, imported, published from a day, withdrawn, compared. */
@Controller('protocol-versions')
export class ProtocolVersionsController {
  constructor(
    private readonly versions: ProtocolVersions,
    private readonly reader: VersionReader,
    private readonly acts: VersionActs,
  ) {}

  /**
   * A version of a protocol, as the browser draws it. A published PUT holds nothing of anyone: anyone who is signed in reads it (charter P6). A draft is
   * for those who prepare it.
   */
  @Get(':id')
  @Requires('session')
  async getProtocolVersion(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProtocolVersionView> {
    const { code, version, sha256, importedAt, document } = await this.versions.version(ctx.tx, id);
    // A browser keeps what was published, which never changes; what is being prepared stays nowhere (the answer's default).
    if (await this.versions.wasPublished(ctx.tx, id)) response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
    else await this.reader.life(ctx, id);
    return { id, code, version, sha256, importedAt: importedAt.toISOString(), document: { ...document } };
  }

  /** Keeps a document as a draft, or says all that is wrong with it, line by line. */
  @Post()
  @ReadsOnly()
  @Requires(['import', 'Protocol'])
  async importProtocol(@Context() ctx: Ctx, @Body() body: ImportProtocol): Promise<ImportedProtocol> {
    const { id, known, code } = await this.acts.import(ctx, body);
    return { id, known, protocol: await this.reader.protocol(ctx, code) };
  }

  /** Puts a draft in force from a day; forms begun keep their version. */
  @Post(':id/publish')
  @HttpCode(200)
  @Requires(['read', 'Protocol'])
  async publishVersion(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: PublishVersion): Promise<ProtocolView> {
    return this.reader.protocol(ctx, await this.acts.publish(ctx, id, body.validFrom));
  }

  /** Changes the day of a version that was published and whose day has not come. */
  @Post(':id/reschedule')
  @HttpCode(200)
  @Requires(['read', 'Protocol'])
  async rescheduleVersion(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: PublishVersion): Promise<ProtocolView> {
    return this.reader.protocol(ctx, await this.acts.reschedule(ctx, id, body.validFrom));
  }

  /** Takes a version out of force, with a reason; nothing that was made from it is lost. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires(['read', 'Protocol'])
  async withdrawVersion(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: WithdrawVersion): Promise<ProtocolView> {
    return this.reader.protocol(ctx, await this.acts.withdraw(ctx, id, body.reason));
  }

  /** What the later of two versions says otherwise, and what each change does to what was typed. */
  @Get(':id/differences')
  @Requires(['read', 'Protocol'])
  async listDifferences(@Context() ctx: Ctx, @Param('id', ID) id: string, @Query() query: ReadDifferences): Promise<DifferenceList> {
    return this.reader.differences(ctx, id, query.with);
  }
}
