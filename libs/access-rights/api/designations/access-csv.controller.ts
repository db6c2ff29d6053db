import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { ACCOUNT_WORDS, accountState, DESIGNATION_WORDS } from '#access-rights/domain';
import { ROLE_WORDS, roleInWords } from '#kernel/domain';
import { AccessLog, Context, csvDay, csvFile, csvInstant, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import type { DesignationView } from '../access-rights.messages.js';
import { DesignationStore } from './designation.store.js';
import { viewDesignation } from './designation.view.js';
import { StaffService } from '../staff/staff.service.js';
import type { StaffAccount } from '../staff/staff.store.js';

const DESIGNATIONS: readonly CsvColumn<DesignationView>[] = [
  ['Autorisation', ({ authorisationCode }) => authorisationCode],
  ['Médicament', ({ medicine }) => medicine],
  ['Centre (FINESS)', ({ centreId }) => centreId],
  ['Qualité', ({ kind }) => ROLE_WORDS[kind]],
  ['Personne désignée', ({ designee }) => designee.name],
  ['Désignée par', ({ designator }) => designator.name],
  ['Du', ({ startsOn }) => csvDay(startsOn)],
  ['Au', ({ endsOn }) => csvDay(endsOn)],
  ['État', ({ status }) => DESIGNATION_WORDS[status]],
  ['Retirée le (heure de Paris)', ({ withdrawnAt }) => csvInstant(withdrawnAt)],
  ['Retirée par', ({ withdrawnBy }) => withdrawnBy],
];

const STAFF: readonly CsvColumn<StaffAccount>[] = [
  ['Nom', ({ familyName }) => familyName],
  ['Prénom', ({ givenName }) => givenName],
  ['E-mail', ({ email }) => email],
  ['Rôle', ({ role }) => roleInWords(role)],
  ['Exploitant', ({ holderName }) => holderName],
  ['Autorisations', ({ authorisations }) => authorisations.map(({ code }) => code).join(', ')],
  ['Compte', (account) => ACCOUNT_WORDS[accountState(account)]],
];

/** Rights that were opened, and accounts, as tables: the same rows as on screen, by the same rights. */
@Controller()
export class AccessCsvController {
  constructor(
    private readonly designations: DesignationStore,
    private readonly staff: StaffService,
    private readonly accessLog: AccessLog,
  ) {}

  /** The designations that one may see, as CSV. */
  @Get('designations.csv')
  @Requires(['read', 'Designation'])
  @ProducesCsv()
  async exportDesignations(@Context() ctx: Ctx): Promise<StreamableFile> {
    await this.accessLog.record(ctx, { action: 'exported', subject: { type: 'designation', id: '*' } });
    const designations = await this.designations.list(ctx);
    const named = await this.designations.named(ctx, designations);
    return csvFile(
      'designations',
      DESIGNATIONS,
      designations.map((designation) => viewDesignation(ctx, designation, named)),
    );
  }

  /** The accounts of the operator's side, as CSV. */
  @Get('staff.csv')
  @Requires(['read', 'Staff'])
  @ProducesCsv()
  async exportStaff(@Context() ctx: Ctx): Promise<StreamableFile> {
    await this.accessLog.record(ctx, { action: 'exported', subject: { type: 'staff', id: '*' } });
    return csvFile('comptes', STAFF, await this.staff.list(ctx));
  }
}
