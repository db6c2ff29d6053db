import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CreateStaff, EndProposal, StaffList, StaffView, UpdateStaff } from '#identity/api';
import { Context, ID, IfMatch, Requires, Stories, Story, type Ctx } from '#kernel/api';
import { asSubject, isWithin, StaffService } from './staff.service.js';
import type { StaffAccount } from './staff.store.js';

/** Accounts of the operator's side. */
@Controller('staff')
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly stories: Stories,
  ) {}

  @Get()
  @Requires(['read', 'Staff'])
  async listStaff(@Context() ctx: Ctx): Promise<StaffList> {
    return { items: (await this.staff.list(ctx)).map((account) => viewStaff(ctx, account)) };
  }

  /** What was done of an account, in the words of the journal. */
  @Get(':id/journal')
  @Requires(['read', 'Staff'])
  async getStaffJournal(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<Story> {
    const { personId } = await this.staff.get(ctx, id);
    return this.stories.ofRights(ctx.tx, { kind: 'person', id: personId });
  }

  /** Opens an account, known by the operator's provider and its subject there. */
  @Post()
  @Requires(['create', 'Staff'])
  async createStaff(@Context() ctx: Ctx, @Body() body: CreateStaff): Promise<StaffView> {
    return viewStaff(ctx, await this.staff.get(ctx, await this.staff.create(ctx, body)));
  }

  /** Opens the account of a manager that another manager proposed. */
  @Post(':id/confirm')
  @HttpCode(200)
  @Requires(['confirm', 'Staff'])
  async confirmStaff(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<StaffView> {
    return viewStaff(ctx, await this.staff.confirm(ctx, id, version));
  }

  /** Leaves closed the account of a manager that another manager proposed, and says why. */
  @Post(':id/decline')
  @HttpCode(200)
  @Requires(['decline', 'Staff'])
  async declineStaff(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndProposal,
  ): Promise<StaffView> {
    return viewStaff(ctx, await this.staff.endProposal(ctx, id, version, { act: 'decline', reason }));
  }

  /** Takes back one's own proposal of a manager's account, and says why. */
  @Post(':id/retract')
  @HttpCode(200)
  @Requires(['retract', 'Staff'])
  async retractStaff(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndProposal,
  ): Promise<StaffView> {
    return viewStaff(ctx, await this.staff.endProposal(ctx, id, version, { act: 'retract', reason }));
  }

  /** Assigns authorisations, closes an account or opens it again. */
  @Patch(':id')
  @Requires(['update', 'Staff'])
  async updateStaff(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: UpdateStaff,
  ): Promise<StaffView> {
    return viewStaff(ctx, await this.staff.update(ctx, id, version, body));
  }
}

/** The only door out of an account. */
function viewStaff(ctx: Ctx, account: StaffAccount): StaffView {
  const { personId, familyName, givenName, email, subject, role, holderId, holderName, authorisations, active, stateVersion } = account;
  const { proposedBy, proposerName, proposalEnd, closed } = account;
  const closable = isWithin(ctx, account) && ctx.ability.can('close', asSubject(account));
  return {
    personId,
    name: `${givenName} ${familyName}`,
    familyName,
    givenName,
    email,
    subject,
    role,
    ...(holderId && { holderId }),
    ...(holderName && { holderName }),
    authorisations: [...authorisations],
    active,
    ...(closed && { closed }),
    ...(proposedBy && { proposedBy: { id: proposedBy, name: proposerName ?? '' } }),
    ...(proposalEnd && { proposalEnd }),
    stateVersion,
    abilities: [
      ...(proposedBy ? (['confirm', 'decline', 'retract'] as const).filter((act) => ctx.ability.can(act, asSubject(account))) : []),
      ...(ctx.ability.can('update', asSubject(account)) ? (['update'] as const) : []),
      ...(closable && !proposedBy ? ([active ? 'close' : 'reopen'] as const) : []),
    ],
  };
}
