import { own } from '#kernel/domain';
import { Injectable } from '@nestjs/common';
import { ofKnown, ofPreviousVisit, reachedAt, receivable, type Beside, type Candidate } from '#forms/domain';
import type { Ctx } from '#kernel/api';
import { findItem, openingFormOf, type Form, type Values } from '#protocols/domain';
import type { CarriableView } from '../records/forms.messages.js';
import { conductOfForm, type OpenForm } from '../records/open-form.js';
import { centreWords, personOf, wordsOf } from './prefill.js';

export type Asked = CarriableView['source'];

/** Codes of ICH E2B (C.2.r.4) of those whose quality their role tells. */
const QUALITIES: Readonly<Record<string, string>> = { prescriber: '1', pharmacist: '2' };

/** What may be carried into a form from what the tool knows already: the visit before, who declares, the medicine, the patient's other forms. */
@Injectable()
export class CarriedSources {
  /**
   * What the page may offer of a form that is being typed by its centre, also where it does not apply yet: answers typed meanwhile show other fields.
   */
  async carriable(ctx: Ctx, open: OpenForm): Promise<CarriableView[]> {
    if (conductOfForm(open).takesKnownAs !== 'carried-values' || open.record.state === 'complete' || !ctx.actor.profile) return [];
    const offered: CarriableView[] = [];
    for (const source of ['previous-visit', 'known'] as const) {
      const bySection = new Map<string, string[]>();
      for (const { key } of await this.of(ctx, open, source)) {
        const section = findItem(open.form, key)?.section.code ?? '';
        bySection.set(section, [...(bySection.get(section) ?? []), key]);
      }
      offered.push(...[...bySection].map(([section, items]) => ({ section, source, items })));
    }
    return offered;
  }

  /** What that source has for the form as it stands, as far as this person sees it. */
  async of(ctx: Ctx, open: OpenForm, source: Asked): Promise<readonly Candidate[]> {
    const { record, protocol, form, env, course } = open;
    if (!course) return [];
    const beside: Beside = { id: record.id, protocol, form, env, course };
    const candidates = source === 'previous-visit' ? ofPreviousVisit(beside) : ofKnown(beside, record.values, await this.words(ctx, open));
    const { values, marks, carried } = record;
    return receivable({ lists: protocol.codeLists, form, values, marks, carried, env }, candidates);
  }

  /** Of the person who has the form open, at their centre: anyone who transcribes for another declares nothing of their own. */
  private async words(ctx: Ctx, { enrolment, protocol, env }: OpenForm): Promise<ReadonlyMap<string, string>> {
    const { personId, profile } = ctx.actor;
    const [person, centre] = await Promise.all([
      profile && personOf(ctx, personId),
      centreWords(ctx, profile?.centreId ?? enrolment.centreId),
    ]);
    const fat = fatOf(protocol.forms, env.forms);
    const role = profile?.role === 'pharmacist' ? 'pharmacist' : 'prescriber';
    const reached = reachedAt(fat, role);
    const isThem =
      person !== undefined && (role === 'prescriber' ? enrolment.prescriberId === personId : reached.get('rpps') === person.rpps);
    const known = isThem ? reached : new Map<string, string>();
    const quality = profile && own(QUALITIES, profile.role);
    return new Map(
      Object.entries({
        'medicine.name': protocol.put.medicine,
        ...centre,
        ...wordsOf('declarant', person),
        ...(person && { 'declarant.name': `${person.givenName} ${person.familyName}` }),
        ...(quality && { 'declarant.quality': quality }),
        ...Object.fromEntries(
          [...known].filter(([word]) => word === 'phone' || word === 'service').map(([word, value]) => [`declarant.${word}`, value]),
        ),
      }),
    );
  }
}

function fatOf(forms: readonly Form[], filled: Readonly<Record<string, Values>> | undefined): { rules: Form; values: Values } | undefined {
  const rules = openingFormOf({ forms });
  const values = rules && own(filled, rules.code);
  return rules && values && { rules, values };
}
