import { Injectable } from '@nestjs/common';
import { kindOnSql, statusOnSql } from '#authorisations/api';
import { Courses } from '#forms/api';
import { AccessLog, type Ctx } from '#kernel/api';
import { asForm, Enrolments } from '#patients/api';
import { channelsOf, PORTAL, say, type AccessKind, type ChannelSources } from '#pharmacovigilance/domain';
import type { ChannelForm, ChannelsView } from './cases.messages.js';

interface AuthorisationRow {
  readonly kind: AccessKind;
  readonly status: ChannelSources['status'];
  readonly holder: string;
}

/** Says where adverse effects and special situations of a patient are declared (charter P3, C8.4). */
@Injectable()
export class ChannelReader {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly courses: Courses,
    private readonly accessLog: AccessLog,
  ) {}

  async of(ctx: Ctx, enrolmentId: string): Promise<ChannelsView> {
    const enrolment = await this.enrolments.find(ctx, enrolmentId);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'channels', id: enrolmentId } });
    const [{ kind, status, holder }]: [AuthorisationRow] = await ctx.tx.query(
      `SELECT ${kindOnSql('$2')} AS kind, ${statusOnSql('$2')} AS status, holder.name AS holder
       FROM authorisation JOIN holder ON holder.id = holder_id WHERE authorisation.id = $1`,
      [enrolment.authorisationId, ctx.today],
    );
    // What is opened now is made from the version in force, and so are these words; without one the channel is told all the same.
    const { protocol, inForceSince } = await this.courses.of(ctx.tx, enrolmentId, ctx.today);
    const isShut = inForceSince === undefined;
    const forms = protocol.forms.flatMap((form): ChannelForm[] => {
      if (form.kind !== 'EI' && form.kind !== 'SP') return [];
      const canOpen =
        !isShut && enrolment.state === 'granted' && ctx.ability.can('write', asForm(enrolment, form.kind, enrolment.centreId));
      return [{ form: form.code, kind: form.kind, title: form.title, canOpen }];
    });
    const { says, byPortal } = channelsOf({ kind, status, holder, forms: forms.map(({ title }) => title), isShut });
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
}
