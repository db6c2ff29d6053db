import { Injectable } from '@nestjs/common';
import { AccessLog, demand, demandCurrent, Journal, Problem, type Ctx, type HandedOver } from '#kernel/api';
import { FORM_ACTS, patientParts } from '#forms/domain';
import { demandPossible } from '../acts/form-problems.js';
import { FormStore } from '../records/form.store.js';
import type { ValueChange, ValuesSaved } from '../records/forms.messages.js';
import { asSubject, journalled, titleOf } from '../records/open-form.js';
import type { QuestionnaireView } from './questionnaire.messages.js';
import { ValuesService } from '../acts/values.service.js';
import { say } from '../say.js';

/** A questionnaire in the hands of the patient: shown alone, answered, given back (charter C5.9). The professional's rights are asked each time. */
@Injectable()
export class QuestionnaireService {
  constructor(
    private readonly store: FormStore,
    private readonly values: ValuesService,
    private readonly journal: Journal,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem `conflict` for a form without such a part, or whose entry is ended. */
  async handOver(ctx: Ctx, id: string, version: number): Promise<HandedOver> {
    const open = await this.store.forUpdate(ctx, id);
    demand(ctx, 'write', asSubject(open));
    demandPossible(open, 'write');
    demandCurrent(version, open.record.stateVersion);
    const { record, enrolment, form, env } = open;
    if (patientParts(form, record.values, env).sections.length === 0)
      throw new Problem('conflict', { detail: say({ code: 'nothing-for-patient' }) });
    if (record.state === 'complete') throw new Problem('conflict', { detail: say({ code: 'hand-over-once-reopened' }) });
    await this.journal.append(ctx, FORM_ACTS.handedToPatient, journalled(open));
    return { enrolmentId: enrolment.id, formId: id, finished: false };
  }

  async view(ctx: Ctx): Promise<QuestionnaireView> {
    const { formId, finished } = demandHandedOver(ctx);
    const open = await this.store.find(ctx, formId);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'questionnaire', id: formId } });
    const { record, protocol, form, env } = open;
    const about = { formId, title: titleOf(open), finished };
    if (finished) return about;
    const parts = patientParts(form, record.values, env);
    const marks = Object.entries(record.marks).filter(([key]) => parts.holds(key));
    return {
      ...about,
      form: { ...form, sections: parts.sections, checks: [], proposes: [], signatures: [] },
      codeLists: { ...protocol.codeLists },
      values: Object.fromEntries(Object.entries(record.values).filter(([key]) => parts.holds(key))),
      marks: Object.fromEntries(marks.map(([key, [seq, centreId]]) => [key, { seq, centreId }])),
      contentVersion: record.contentVersion,
      stateVersion: record.stateVersion,
      today: env.today,
    };
  }

  /** @throws Problem `unknown-item` for what is not the patient's to answer, and all that saving throws. */
  async answer(ctx: Ctx, changes: readonly ValueChange[]): Promise<ValuesSaved> {
    const { formId, finished } = demandHandedOver(ctx);
    if (finished) throw new Problem('conflict', { detail: say({ code: 'questionnaire-ended' }) });
    const { record, form, env } = await this.store.forUpdate(ctx, formId);
    const { holds } = patientParts(form, record.values, env);
    const others = changes.filter(({ item }) => !holds(item));
    if (others.length > 0) {
      const items = others.map(({ item }) => ({ path: item, message: say({ code: 'not-in-questionnaire' }) }));
      throw new Problem('unknown-item', { rule: 'C5.9', items });
    }
    // Scores are the professional's to read.
    return { ...(await this.values.change(ctx, formId, changes)), calculated: {} };
  }

  async finish(ctx: Ctx): Promise<HandedOver> {
    const handedOver = demandHandedOver(ctx);
    const open = await this.store.forUpdate(ctx, handedOver.formId);
    if (!handedOver.finished) await this.journal.append(ctx, FORM_ACTS.answeredByPatient, journalled(open));
    return { ...handedOver, finished: true };
  }
}

/** @throws Problem `not-found`: no questionnaire is open on this device. */
function demandHandedOver({ actor }: Ctx): HandedOver {
  if (!actor.handedOver) throw new Problem('not-found', { detail: say({ code: 'no-questionnaire' }) });
  return actor.handedOver;
}
