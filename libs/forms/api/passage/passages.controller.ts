import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { MigrateForms, MigrationDone, MigrationList, MigrationPreview } from './passage.messages.js';
import { MigrationReader } from './passage.reader.js';
import { FormMigrations } from './passage.service.js';

/** Begun forms that go to another version of their protocol. */
@Controller()
export class MigrationsController {
  constructor(
    private readonly reader: MigrationReader,
    private readonly migrations: FormMigrations,
  ) {}

  /** The migrations that left or reached this version, and how much of each may still be taken back. */
  @Get('protocol-versions/:id/migrations')
  @Requires(['read', 'Protocol'])
  async listMigrations(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<MigrationList> {
    return this.reader.list(ctx, id);
  }

  /** What going to this version would do to each begun form: nothing is written. */
  @Post('protocol-versions/:id/migrations/preview')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Protocol'])
  async previewMigration(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: MigrateForms): Promise<MigrationPreview> {
    return this.reader.preview(ctx, id, body);
  }

  /** Moves the forms that may go. Each patient has a transaction of their own; asked twice, what went is not begun under the former version any more. */
  @Post('protocol-versions/:id/migrations')
  @ReadsOnly()
  @Requires(['read', 'Protocol'])
  async migrateForms(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: MigrateForms): Promise<MigrationDone> {
    return this.migrations.migrate(ctx, id, body);
  }

  /** Takes a migration back, for the forms in which nobody typed since. */
  @Post('protocol-migrations/:id/revert')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Protocol'])
  async revertMigration(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<MigrationDone> {
    return this.migrations.revert(ctx, id);
  }
}
