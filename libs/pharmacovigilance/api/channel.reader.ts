import { Injectable } from '@nestjs/common';
import { Authorisations, kindOnSql, statusOnSql } from '#authorisations/api';
import { Courses } from '#forms/api';
import { AccessLog, type Ctx } from '#kernel/api';
import { asForm, Enrolments, type KnownEnrolment } from '#patients/api';
import { channelsElsewhere, channelsOf, PORTAL, say, type AccessKind, type ChannelSources } from '#pharmacovigilance/domain';
import { ProtocolVersions } from '#protocols/api';
import type { ChannelForm, ChannelsView, DispensingChannelsView } from './cases.messages.js';

interface AuthorisationRow {
  readonly kind: AccessKind;
  readonly status: ChannelSources['status'];
  readonly holder: string;
  readonly protocolCode: string;
}

/** Says where adverse effects and special situations of a patient are declared (charter P3, C8.4). */
@Injectable()
export class ChannelReader {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly authorisations: Authorisations,
    private readonly protocols: ProtocolVersions,
    private readonly courses: Courses,
    private readonly accessLog: AccessLog,
  ) {}

  async of(ctx: Ctx, enrolmentId: string): Promise<ChannelsView> {
    const enrolment = await this.enrolments.find(ctx, enrolmentId);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'channels', id: enrolmentId } });
    const { kind, status, holder } = await authorisationOf(ctx, enrolment.authorisationId);
    // What is opened now is made from the version in force, and so are these words; without one the channel is told all the same.
    const { protocol, inForceSince } = await this.courses.of(ctx.tx, enrolmentId, ctx.today);
    const isShut = inForceSince === undefined;
    const forms = protocol.forms.flatMap((form): ChannelForm[] => {
      if (form.kind !== 'EI' && form.kind !== 'SP') return [];
      const canOpen =
        !isShut && enrolment.state === 'granted' && ctx.ability.can('write', asForm(enrolment, form.kind, enrolment.centreId));
      return [{ form: form.code, kind: form.kind, title: form.title, canOpen }];
    });
    const sources = { kind, status, holder, forms: forms.map(({ title }) => title), isShut };
    const { says, byPortal } = isElsewhere(ctx, enrolment) ? channelsElsewhere(sources) : channelsOf(sources);
    const { contact, adverseEffects } = protocol.put;
    return {
      words: says.map(say),
      byPortal,
      statement: adverseEffects.trim(),
      portal: { ...PORTAL },
      holder: { name: holder, contactName: contact.name, email: contact.email, ...(contact.phone && { phone: contact.phone }) },
      forms,
    };
  }

  /** Of an authorisation, for a pharmacist who dispenses without following the patient (charter C9.3). It tells nothing of any patient. */
  async ofAuthorisation(ctx: Ctx, id: string): Promise<DispensingChannelsView> {
    await this.authorisations.find(ctx, id);
    const { kind, status, holder, protocolCode } = await authorisationOf(ctx, id);
    const put = (await this.protocols.current(ctx.tx, protocolCode, ctx.today))?.document.put;
    const { says, byPortal } = channelsElsewhere({ kind, status, holder });
    return {
      words: says.map(say),
      byPortal,
      portal: { ...PORTAL },
      holderName: holder,
      ...(put && {
        statement: put.adverseEffects.trim(),
        holder: {
          name: holder,
          contactName: put.contact.name,
          email: put.contact.email,
          ...(put.contact.phone && { phone: put.contact.phone }),
        },
      }),
    };
  }
}

async function authorisationOf({ tx, today }: Ctx, id: string): Promise<AuthorisationRow> {
  const [row] = await tx.query(
    `SELECT ${kindOnSql('$2')} AS kind, ${statusOnSql('$2')} AS status, protocol_code AS "protocolCode", holder.name AS holder
     FROM authorisation JOIN holder ON holder.id = holder_id WHERE authorisation.id = $1`,
    [id, today],
  );
  return row;
}

/** Whether someone of a hospital reads the file of a patient whom their centre does not follow, and never did. */
function isElsewhere({ actor: { profile } }: Ctx, { centreId, formerCentreIds }: KnownEnrolment): boolean {
  return profile !== undefined && profile.centreId !== centreId && !formerCentreIds.includes(profile.centreId);
}
