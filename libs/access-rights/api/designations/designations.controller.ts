import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, IdempotencyKey, IfMatch, Requires, type Ctx } from '#kernel/api';
import { Designate, DesignationList, DesignationView } from '../access-rights.messages.js';
import { DesignationStore } from './designation.store.js';
import { viewDesignation } from './designation.view.js';
import { AccessPreview } from '../seers/previews.messages.js';
import { Previews } from '../seers/previews.js';
import { patientsOf } from '../seers/scenes.js';
import { DesignationsService } from './designations.service.js';

/** Who opened which authorisation to whom, in one's centre. */
@Controller('designations')
export class DesignationsController {
  constructor(
    private readonly store: DesignationStore,
    private readonly designations: DesignationsService,
    private readonly previews: Previews,
  ) {}

  /** Those that one may see, the latest first, also the ones that ended. */
  @Get()
  @Requires(['read', 'Designation'])
  async listDesignations(@Context() ctx: Ctx): Promise<DesignationList> {
    const designations = await this.store.list(ctx);
    const named = await this.store.named(ctx, designations);
    return { items: designations.map((designation) => viewDesignation(ctx, designation, named)) };
  }

  /** Opens an authorisation to a colleague of one's centre, by name. */
  @Post()
  @Requires(['read', 'Authorisation'])
  async designate(@Context() ctx: Ctx, @IdempotencyKey() key: string, @Body() body: Designate): Promise<DesignationView> {
    return this.view(ctx, await this.designations.designate(ctx, key, body));
  }

  /** Who would gain what by a designation that is not made yet. */
  @Post('preview')
  @HttpCode(200)
  @Requires(['read', 'Authorisation'])
  previewDesignation(@Context() ctx: Ctx, @Body() body: Designate): Promise<AccessPreview> {
    const scene = patientsOf(ctx.actor.profile?.centreId ?? '', body.authorisationId);
    return this.previews.of(ctx, scene, (rehearsed) => this.designations.designate(rehearsed, randomUUID(), body));
  }

  /** Who would lose what, were it withdrawn. */
  @Post(':id/withdraw/preview')
  @HttpCode(200)
  @Requires(['read', 'Designation'])
  async previewWithdrawal(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<AccessPreview> {
    const { centreId, authorisationId, stateVersion } = await this.store.get(ctx, id);
    return this.previews.of(ctx, patientsOf(centreId, authorisationId), (rehearsed) =>
      this.designations.withdraw(rehearsed, id, stateVersion),
    );
  }

  /** Closes it: at once, for what comes after. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires(['read', 'Designation'])
  async withdrawDesignation(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<DesignationView> {
    await this.designations.withdraw(ctx, id, version);
    return this.view(ctx, id);
  }

  /** Makes it one's own from today, for a year: of a colleague who left, or before it ends. */
  @Post(':id/renew')
  @HttpCode(200)
  @Requires(['read', 'Designation'])
  async renewDesignation(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<DesignationView> {
    return this.view(ctx, await this.designations.renew(ctx, id, version));
  }

  private async view(ctx: Ctx, id: string): Promise<DesignationView> {
    const designation = await this.store.get(ctx, id);
    return viewDesignation(ctx, designation, await this.store.named(ctx, [designation]));
  }
}
