import { Injectable } from '@nestjs/common';
import { FormOpener, Forms, type KnownForm, viewerOf } from '#forms/api';
import { onlyCentre, readableAnswers } from '#forms/domain';
import { AccessLog, everyPage, Problem, type Ctx } from '#kernel/api';
import { asForm, soughtPatients, type KnownEnrolment } from '#patients/api';
import { declared } from '#pharmacovigilance/domain';
import { ProtocolVersions } from '#protocols/api';
import type { Env } from '#protocols/domain';
import { asCase, CaseStore, placeOf, type CaseFilter, type CaseLine, type Thread } from './case.store.js';
import { viewCase, viewDeclaration, type ReadDeclaration } from './case.view.js';
import type { CasePage, CaseSummary, CaseView, DeclarationState, DeclarationView, SearchCases } from './cases.messages.js';
import { Declaration, isReceived } from './entities.js';

/** Of a list, when nothing is said; of a table, read piece by piece. */
const PAGE = 50;

/** Reads the desk of pharmacovigilance. Every look is logged before it is given (charter C3.1). */
@Injectable()
export class CaseReader {
  constructor(
    private readonly store: CaseStore,
    private readonly forms: Forms,
    private readonly opener: FormOpener,
    private readonly protocols: ProtocolVersions,
    private readonly accessLog: AccessLog,
  ) {}

  /** The first of them, in one statement: none is skipped, none comes twice. @throws Problem `invalid-request` for a number that no patient can have. */
  async list(ctx: Ctx, { most = PAGE, ...asked }: SearchCases): Promise<CasePage> {
    const filter = await this.searched(ctx, asked, 'listed');
    const lines = filter ? await this.store.list(ctx, filter, undefined, most + 1) : [];
    return { items: await this.summaries(ctx, lines.slice(0, most)), more: lines.length > most };
  }

  /** The whole list, piece after piece of the one snapshot in which a table is read: one export that is logged. */
  async export(ctx: Ctx, { most: _whole, ...asked }: SearchCases): Promise<AsyncGenerator<CaseSummary>> {
    const filter = await this.searched(ctx, asked, 'exported');
    return everyPage(async (cursor) => {
      const lines = filter ? await this.store.list(ctx, filter, cursor, PAGE) : [];
      const last = lines.at(-1);
      return { items: await this.summaries(ctx, lines), ...(lines.length === PAGE && last && { next: placeOf(last) }) };
    });
  }

  /** What the list is narrowed to; undefined when nobody can be meant. */
  private async searched(
    ctx: Ctx,
    { search, ...filter }: Omit<SearchCases, 'most'>,
    action: 'listed' | 'exported',
  ): Promise<CaseFilter | undefined> {
    const patients = soughtPatients(search);
    const searched = patients !== undefined;
    await this.accessLog.record(ctx, { action, subject: { type: 'case', id: '*' }, filter: { ...filter, ...(searched && { searched }) } });
    return patients === 'nobody' ? undefined : { ...filter, ...(patients && { patients }) };
  }

  private async summaries(ctx: Ctx, lines: readonly CaseLine[]): Promise<CaseSummary[]> {
    const thread = await this.store.threads(
      ctx,
      lines.map(({ one }) => one.id),
    );
    const items: CaseSummary[] = [];
    for (const line of lines) items.push(await this.summary(ctx, line, thread));
    return items;
  }

  /** Opens a case: a look that is logged. */
  async open(ctx: Ctx, id: string): Promise<CaseView> {
    const view = await this.view(ctx, id);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'case', id } });
    return view;
  }

  /** The case, for someone who just acted on it. */
  async view(ctx: Ctx, id: string): Promise<CaseView> {
    const line = await this.store.find(ctx, id);
    const thread = ownOnly(await this.store.threads(ctx, [id]), onlyOf(ctx, line));
    const now = new Date();
    const read: ReadDeclaration[] = [];
    for (const declaration of thread.declarations) {
      // As the form itself is read: with all that its rules see.
      const { record, env } = await this.forms.find(ctx, declaration.formId);
      read.push(await this.read(ctx, line, declaration, record, env));
    }
    const views = read.map((each) => viewDeclaration(each, thread, now, onlyOf(ctx, line)));
    const title = await this.titleOf(ctx, thread.records.values().next().value);
    const declares = await this.mayDeclare(ctx, line.enrolment, line.one, thread.declarations);
    const abilities = abilitiesOn(ctx, line, views, declares);
    return { ...viewCase(line, views, title), holderName: line.holderName, thread: views, abilities };
  }

  /**
   * Where a form stands as a declaration: what the centre is told while it fills it. A look that is logged.
   * @throws Problem `not-found` for a form that is none, or that another centre declared since the patient left.
   */
  async stateOf(ctx: Ctx, formId: string): Promise<DeclarationState> {
    const { record, enrolment } = await this.forms.find(ctx, formId);
    const only = onlyOf(ctx, { enrolment });
    if ((record.formKind !== 'EI' && record.formKind !== 'SP') || (only !== undefined && record.centreId !== only))
      throw new Problem('not-found');
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'declaration', id: formId } });
    const declaration = await ctx.tx.findOneBy(Declaration, { formId });
    const [{ name, told }] = await ctx.tx.query(
      `SELECT holder.name, EXISTS (SELECT FROM staff WHERE staff.holder_id = holder.id AND staff.role = 'exploitant' AND staff.active) AS told
       FROM holder JOIN authorisation ON authorisation.holder_id = holder.id WHERE authorisation.id = $1`,
      [enrolment.authorisationId],
    );
    const thread = declaration ? ownOnly(await this.store.threads(ctx, [declaration.caseId]), only).declarations : [];
    return {
      ...(declaration && { caseId: declaration.caseId }),
      version: declaration?.version ?? 1,
      ...(declaration?.receivedAt && { receivedAt: declaration.receivedAt.toISOString() }),
      ...(declaration?.acknowledgedAt && { acknowledgedAt: declaration.acknowledgedAt.toISOString() }),
      ...(declaration?.transmittedOn && { transmittedOn: declaration.transmittedOn }),
      holderName: name,
      holderIsTold: told,
      declarations: thread.length,
      canDeclare:
        Boolean(declaration?.receivedAt) &&
        (await this.mayDeclare(ctx, enrolment, { kind: record.formKind, formCode: record.formCode }, thread)),
    };
  }

  /** One that was begun is gone on with; another is opened from the version in force. */
  private async mayDeclare(
    ctx: Ctx,
    enrolment: KnownEnrolment,
    { kind, formCode }: { readonly kind: string; readonly formCode: string },
    thread: readonly Declaration[],
  ): Promise<boolean> {
    if (!ctx.ability.can('write', asForm(enrolment, kind, enrolment.centreId))) return false;
    return thread.some((each) => !isReceived(each)) || this.opener.mayOpen(ctx, enrolment, formCode);
  }

  /** For the list, conditions on other forms of the patient stay unknown: what they would show is read in the case itself. */
  private async summary(ctx: Ctx, line: CaseLine, all: Thread): Promise<CaseSummary> {
    const now = new Date();
    const only = onlyOf(ctx, line);
    const own = ownOnly(all, only).declarations.filter(({ caseId }) => caseId === line.one.id);
    const views = [];
    for (const declaration of own) {
      const record = all.records.get(declaration.formId);
      if (record) views.push(viewDeclaration(await this.read(ctx, line, declaration, record, { today: ctx.today }), all, now, only));
    }
    return viewCase(line, views, await this.titleOf(ctx, all.records.get(own[0]?.formId ?? '')));
  }

  private async read(ctx: Ctx, { enrolment }: CaseLine, declaration: Declaration, record: KnownForm, env: Env): Promise<ReadDeclaration> {
    const { protocol, form } = await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode);
    const found = readableAnswers(form, record, env, viewerOf(ctx.actor, { enrolment }));
    return { declaration, record, said: declared(form, found, protocol.codeLists) };
  }

  private async titleOf(ctx: Ctx, record: KnownForm | undefined): Promise<string> {
    return record ? (await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode)).form.title : '';
  }
}

/** The centre that the patient left, when this person works there: of a case it knows its own declarations (charter C10.5). */
function onlyOf({ actor }: Ctx, { enrolment }: Pick<CaseLine, 'enrolment'>): string | undefined {
  return onlyCentre(viewerOf(actor, { enrolment }));
}

function ownOnly(thread: Thread, only: string | undefined): Thread {
  if (only === undefined) return thread;
  return { ...thread, declarations: thread.declarations.filter(({ formId }) => thread.records.get(formId)?.centreId === only) };
}

function abilitiesOn({ ability }: Ctx, line: CaseLine, thread: readonly DeclarationView[], declare: boolean): CaseView['abilities'] {
  const { one } = line;
  const mayTransmit = ability.can('transmit', asCase(line));
  const able: Record<CaseView['abilities'][number], boolean> = {
    acknowledge: one.unreadDueOn !== null && ability.can('acknowledge', asCase(line)),
    transmit: one.openDueOn !== null && mayTransmit,
    'undo-transmission': mayTransmit && thread.some(({ transmitted }) => transmitted),
    code: ability.can('code', asCase(line)),
    declare,
  };
  return (Object.keys(able) as CaseView['abilities']).filter((each) => able[each]);
}
