import { Injectable } from '@nestjs/common';
import { as } from '#access-rights/domain';
import { kindOnSql, statusOnSql, waivedOnSql } from '#authorisations/api';
import type { Kind } from '#authorisations/domain';
import { prescribes } from '#identity/api';
import { demand, demandCurrent, Idempotency, Journal, Problem, type Ctx } from '#kernel/api';
import { ProtocolVersions } from '#protocols/api';
import { asEnrolment } from '../enrolment/enrolment-abilities.js';
import { EnrolmentStore } from '../enrolment/enrolment.store.js';
import type { GiveReason, StartRequest } from '../patients.messages.js';
import { RequestForms } from './request-forms.js';
import { demandEvent, EnrolmentPath, type PathStart } from '../enrolment/enrolment-path.js';
import { asksOpinion, bearsAnsmNumber, groundOf, REQUEST_ACTS, type Ground } from '#patients/domain';
import { isOpeningKind } from '#protocols/domain';
import { AnsmAuthorisations } from '../ansm/ansm-authorisations.js';
import { say, type PatientAnswer } from '../say.js';

/** What starting a request needs to know of its authorisation. */
export interface AuthorisationRow {
  readonly id: string;
  readonly code: string;
  readonly holderId: string;
  readonly status: string;
  readonly protocolCode: string;
  readonly kind: Kind;
  /** Waived from PUT and follow-up (charter R8). */
  readonly waived: boolean;
}

/** The hospital's acts on a request, signatures aside. */
@Injectable()
export class RequestService {
  constructor(
    private readonly store: EnrolmentStore,
    private readonly path: EnrolmentPath,
    private readonly forms: RequestForms,
    private readonly ansm: AnsmAuthorisations,
    private readonly protocols: ProtocolVersions,
    private readonly idempotency: Idempotency,
    private readonly journal: Journal,
  ) {}

  /** Starts a request on an authorisation in force: enrolment, patient, stay and empty FAT (charter C5.8, R5). Returns the enrolment's id. */
  start(ctx: Ctx, key: string, body: StartRequest): Promise<string> {
    return this.idempotency.once(ctx, 'startRequest', key, body, () => this.startOnce(ctx, body));
  }

  private async startOnce(ctx: Ctx, body: StartRequest): Promise<string> {
    const authorisation = await authorisationOf(ctx, body.authorisationId);
    const thing = as('Authorisation', authorisation);
    if (!ctx.ability.can('read', thing)) throw new Problem('not-found');
    demand(ctx, 'start-request', thing);
    demandCollected(authorisation);
    const { profile } = ctx.actor;
    if (!profile) throw new Problem('not-allowed');
    const prescriberId = await prescriberOf(ctx, profile.role, profile.centreId, body.prescriberId);
    const ground = groundOf(authorisation.kind);
    demandItsNumber(ground, body.ansm);
    const id = await this.make(ctx, authorisation, { centreId: profile.centreId, prescriberId, ground });
    if (body.ansm) await this.ansm.give(ctx, id, body.ansm, 'ansm.');
    return id;
  }

  /** Takes a request back before its answer. Signatures stay in the file; nothing of it waits for anyone any more. */
  async cancel(ctx: Ctx, id: string, version: number, { reason }: GiveReason): Promise<void> {
    const enrolment = await this.store.forUpdate(ctx, id);
    demand(ctx, 'cancel', asEnrolment(enrolment));
    demandCurrent(version, enrolment.stateVersion);
    const before = enrolment.state;
    const state = demandEvent(enrolment, 'cancel', []);
    await this.path.move(ctx, enrolment, 'cancel', []);
    if (!enrolment.firstSentAt) await this.forms.closeAccess(ctx, id);
    await this.journal.append(ctx, REQUEST_ACTS.cancelled, {
      stream: id,
      subject: id,
      details: { sentBefore: enrolment.firstSentAt !== null, ground: enrolment.ground },
      changes: [{ item: 'state', old: before, new: state, reason }],
    });
  }

  private async make(ctx: Ctx, authorisation: AuthorisationRow, how: Omit<PathStart, 'authorisation'>): Promise<string> {
    const version = await this.protocols.current(ctx.tx, authorisation.protocolCode, ctx.today);
    if (!version) throw new Problem('unavailable', { detail: say({ code: 'no-version-in-force' }) });

    const [opening] = version.document.forms.filter(({ kind }) => isOpeningKind(kind));
    // Charter C5.6: an opinion is asked on a FAT, which bears two signatures.
    if (asksOpinion(how.ground) && opening?.kind !== 'FAT')
      throw new Problem('conflict', { rule: 'C5.6', detail: say({ code: 'needs-fat' }) });

    const enrolment = await this.path.start(ctx, { authorisation, ...how });
    await this.forms.openFat(ctx, enrolment, version.id);
    return enrolment.id;
  }
}

/** Held until the transaction ends, so that the authorisation is not suspended in between (charter R5). @throws Problem `not-found`. */
export async function authorisationOf({ tx, today }: Ctx, id: string): Promise<AuthorisationRow> {
  const [row] = await tx.query(
    `SELECT id, code, holder_id AS "holderId", ${statusOnSql('$2')} AS status, protocol_code AS "protocolCode", ${kindOnSql('$2')} AS kind, ${waivedOnSql('$2')} AS waived
     FROM authorisation WHERE id = $1 FOR SHARE`,
    [id, today],
  );
  if (!row) throw new Problem('not-found');
  return row;
}

/** @throws Problem `conflict` by R8, where nothing is collected. */
export function demandCollected({ waived }: AuthorisationRow): void {
  if (waived) throw new Problem('conflict', { rule: 'R8', detail: say({ code: 'waived-from-put' }) });
}

/** A prescriber names themselves; a pharmacist or a PNM names a prescriber of the centre, who will make the request by signing (charter C5.8). */
export async function prescriberOf({ tx, actor }: Ctx, role: string, centreId: string, named: string | undefined): Promise<string> {
  if (role === 'prescriber') {
    if (named && named !== actor.personId) throw wrongPrescriber({ code: 'in-own-name' });
    return actor.personId;
  }
  if (!named) throw wrongPrescriber({ code: 'name-prescriber' });
  if (!(await prescribes(tx, named, centreId))) throw wrongPrescriber({ code: 'no-prescriber-here' });
  return named;
}

/** An authorisation by name has a number, no other has (charter R6). @throws Problem `invalid-request`. */
function demandItsNumber(ground: Ground, given: StartRequest['ansm']): void {
  if (bearsAnsmNumber(ground) === (given !== undefined)) return;
  const [path, code] = given ? (['ansm', 'no-ansm-number-here'] as const) : (['ansm.number', 'ansm-number-missing'] as const);
  throw new Problem('invalid-request', { rule: 'R6', items: [{ path, message: say({ code }) }] });
}

function wrongPrescriber(says: PatientAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path: 'prescriberId', message: say(says) }] });
}
