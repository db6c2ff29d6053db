import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, demand, ID, IfMatch, Problem, Requires, Stories, Story, type Ctx } from '#kernel/api';
import { AuthorisationStore } from './authorisation.store.js';
import { viewAuthorisation } from './authorisation.view.js';
import { AuthorisationList, AuthorisationView, ChangeStatus } from './authorisations.messages.js';
import { Authorisations } from './authorisations.service.js';
import { asSubject } from './on-day.js';

/** The authorisations one may see, with their contact cell and their PUT (charter P6). */
@Controller('authorisations')
export class AuthorisationsController {
  constructor(
    private readonly store: AuthorisationStore,
    private readonly authorisations: Authorisations,
    private readonly stories: Stories,
  ) {}

  /** What they open is said by the abilities of each. */
  @Get()
  @Requires(['read', 'Authorisation'])
  async listAuthorisations(@Context() ctx: Ctx): Promise<AuthorisationList> {
    const authorisations = await this.store.list(ctx);
    const surroundings = await this.store.surroundings(ctx, authorisations);
    return {
      items: authorisations.flatMap((authorisation) => viewAuthorisation(ctx, authorisation, surroundings) ?? []),
      canOpen: ctx.ability.can('open', 'Authorisation'),
    };
  }

  /** One authorisation. */
  @Get(':id')
  @Requires(['read', 'Authorisation'])
  async getAuthorisation(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<AuthorisationView> {
    return this.view(ctx, id);
  }

  /** What happened of it, in the words of the journal, for its manager. */
  @Get(':id/journal')
  @Requires(['read', 'Authorisation'])
  async getAuthorisationJournal(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<Story> {
    demand(ctx, 'change-status', asSubject(await this.authorisations.find(ctx, id)));
    return this.stories.of(ctx.tx, { kind: 'authorisation', id });
  }

  /** Suspends, resumes or ends it (charter R5). */
  @Post(':id/status')
  @HttpCode(200)
  @Requires(['read', 'Authorisation'])
  async changeAuthorisationStatus(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: ChangeStatus,
  ): Promise<AuthorisationView> {
    await this.authorisations.changeStatus(ctx, id, version, body);
    return this.view(ctx, id);
  }

  private async view(ctx: Ctx, id: string): Promise<AuthorisationView> {
    const authorisation = await this.authorisations.find(ctx, id);
    const view = viewAuthorisation(ctx, authorisation, await this.store.surroundings(ctx, [authorisation]));
    if (!view) throw new Problem('not-found');
    return view;
  }
}
