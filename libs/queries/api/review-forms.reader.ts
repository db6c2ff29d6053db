import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { FORM_COLUMNS, allForms, type KnownForm, lockAbilities, placeOf, ReviewService, reviewStateOf, whyNotLockable } from '#forms/api';
import { AccessLog, decodeCursor, encodeCursor, whereAllowed, type Ctx } from '#kernel/api';
import { type KnownEnrolment, type KnownPatient, withEnrolment, withIdentity } from '#patients/api';
import { opensSql, ProtocolVersions } from '#protocols/api';
import type { ListReviewForms, ReviewFormPage, ReviewFormRow } from './review-forms.messages.js';

const PAGE = 50;
const READING = reviewStateOf('form');
const LOCKED = 'EXISTS (SELECT FROM form_lock WHERE form_lock.form_id = form.id)';
/** A FAT is locked once the opinion is given (charter C11.2); everything else once it is finished. */
const LOCKABLE = `(NOT ${opensSql('form.form_kind')} OR enrolment.state IN ('granted', 'refused', 'cancelled'))`;

const WORK: Readonly<Record<NonNullable<ListReviewForms['state']>, string>> = {
  'to-read': `NOT ${LOCKED} AND ${READING} IS NULL`,
  stale: `NOT ${LOCKED} AND ${READING} = 'stale'`,
  'to-verify': `NOT ${LOCKED} AND ${READING} = 'read'`,
  'to-lock': `NOT ${LOCKED} AND ${READING} = 'verified' AND ${LOCKABLE}`,
  locked: LOCKED,
};

type Line = KnownForm & { readonly enrolment: KnownEnrolment; readonly patient: KnownPatient };

/** What is finished and waits to be read, verified or locked: the work-list of anyone who reviews. */
@Injectable()
export class ReviewFormsReader {
  constructor(
    private readonly protocols: ProtocolVersions,
    private readonly reviews: ReviewService,
    private readonly accessLog: AccessLog,
  ) {}

  /** A page, the oldest forms first: a look that is logged. */
  async page(ctx: Ctx, { cursor, ...asked }: ListReviewForms): Promise<ReviewFormPage> {
    await this.accessLog.record(ctx, { action: 'listed', subject: { type: 'review-forms', id: '*' }, filter: { ...asked } });
    const total = await this.work(ctx, asked).getCount();
    const lines = withIdentity(this.work(ctx, asked), 'form')
      .innerJoin('authorisation', 'authorisation', 'authorisation.id = enrolment.authorisationId')
      .innerJoin('centre', 'centre', 'centre.id = form.centreId')
      .addSelect('authorisation.code', 'line_code')
      .addSelect('authorisation.medicine', 'line_medicine')
      .addSelect('centre.name', 'line_centre')
      .addSelect('form.opened_at::text', 'line_opened')
      .addSelect(`(SELECT count(*)::int FROM query WHERE query.form_id = form.id AND query.state IN ('open', 'answered'))`, 'line_queries')
      .orderBy('form.openedAt')
      .addOrderBy('form.id')
      .limit(PAGE + 1);
    if (cursor !== undefined) {
      const [openedKey, id] = decodeCursor(cursor, ['instant', 'uuid']);
      lines.andWhere('(form.openedAt, form.id) > (CAST(:openedKey AS timestamptz), CAST(:id AS uuid))', { openedKey, id });
    }
    const { entities, raw } = await lines.getRawAndEntities<Record<string, string>>();
    const shown = entities.slice(0, PAGE) as Line[];
    const reviewed = await this.reviews.leftOn(ctx, shown);
    const items: ReviewFormRow[] = [];
    for (const [index, record] of shown.entries()) {
      const { protocol, form } = await this.protocols.form(ctx.tx, record.protocolVersionId, record.formCode);
      const { review, lock } = reviewed.get(record.id) ?? { review: [] };
      const about = { title: form.title, place: placeOf({ record, protocol }), review, locked: lock !== undefined };
      const said = raw[index] ?? {};
      const whyNotLock = about.locked ? 'locked' : whyNotLockable({ record, enrolment: record.enrolment });
      items.push({
        ...viewRow(record, said),
        ...about,
        abilities: lockAbilities(ctx, { record, enrolment: record.enrolment }, about.locked),
        ...(whyNotLock && { whyNotLock }),
      });
    }
    const last = shown.at(-1);
    return {
      items,
      total,
      ...(entities.length > PAGE && last && { next: encodeCursor([String(raw[PAGE - 1]?.['line_opened']), last.id]) }),
    };
  }

  private work(
    ctx: Ctx,
    { state = 'to-read', authorisationId, centreId, formCode }: Omit<ListReviewForms, 'cursor'>,
  ): SelectQueryBuilder<KnownForm> {
    const query = withEnrolment(allForms(ctx.tx), 'form').where(`form.state = 'complete' AND ${WORK[state]}`);
    if (authorisationId) query.andWhere('enrolment.authorisationId = :authorisationId', { authorisationId });
    if (centreId) query.andWhere('form.centreId = :centreId', { centreId });
    if (formCode) query.andWhere('form.formCode = :formCode', { formCode });
    return whereAllowed(query, ctx.ability, 'review', 'Form', FORM_COLUMNS);
  }
}

function viewRow(
  { id, enrolmentId, formCode, contentVersion, stateVersion, missing, enrolment, patient }: Line,
  said: Record<string, string>,
) {
  const letters = [patient.familyLetters, patient.givenLetters].filter(Boolean).join(' ');
  return {
    formId: id,
    enrolmentId,
    ...(enrolment.registrationNumber && { registrationNumber: enrolment.registrationNumber }),
    ...(letters && { letters }),
    authorisationCode: String(said['line_code']),
    medicine: String(said['line_medicine']),
    centreName: String(said['line_centre']),
    formCode,
    contentVersion,
    stateVersion,
    missing,
    openQueries: Number(said['line_queries']),
  };
}
