import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { as, reviewState, textOfReview, type HospitalRole, type ReviewHolds } from '#access-rights/domain';
import { IDENTITY_ACTS } from '#identity/domain';
import { decodeCursor, encodeCursor, type Ctx } from '#kernel/api';
import { calendarDate, type CalendarDate } from '#kernel/domain';
import { DesignationStore } from '../designations/designation.store.js';
import { viewDesignation } from '../designations/designation.view.js';
import { asReadGrant } from '../readings/read-grant-statements.js';
import type {
  CentreReview,
  CentreReviewPage,
  ListReviews,
  ReviewedDesignation,
  ReviewedPerson,
  ReviewedReading,
} from './review.messages.js';
import { ASKED_OF } from './review.store.js';

const PAGE = 50;

/** Who has access in a centre, with what is known of it to who withdraws it or tells of it. */
export interface ReviewList extends ReviewHolds {
  readonly people: ReviewedPerson[];
  readonly designations: ReviewedDesignation[];
  readonly readings: HeldReading[];
}

export interface HeldReading extends ReviewedReading {
  readonly stateVersion: number;
  /** What the policy looks at, and those who are told. */
  readonly of: ReadingRow;
}

/** What a review looks at, read where it stands; and where each centre is with its own. */
@Injectable()
export class ReviewReader {
  constructor(private readonly designations: DesignationStore) {}

  /** Everything, for whom the policy lets review the centre. */
  async list(ctx: Ctx, centreId: string): Promise<ReviewList> {
    const [people, designations, readings] = await Promise.all([
      this.people(ctx, centreId),
      this.standing(ctx, centreId),
      this.readings(ctx, centreId),
    ]);
    return { people, designations, readings };
  }

  /** By number of the centre, which never moves. @throws Problem `bad-cursor`. */
  async page({ tx }: Ctx, { only, cursor }: ListReviews): Promise<CentreReviewPage> {
    const [after] = cursor ? decodeCursor(cursor, ['code']) : [];
    const rows: CentreRow[] = await tx.query(CENTRES, [after ?? null, only ?? null, PAGE + 1]);
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    return { items: shown.map(viewCentre), ...(rows.length > PAGE && last && { next: encodeCursor([last.centreId]) }) };
  }

  private async people({ tx, actor }: Ctx, centreId: string): Promise<ReviewedPerson[]> {
    const rows: PersonRow[] = await tx.query(PEOPLE, [centreId]);
    return rows.map(({ id, name, ...row }) => ({ ...row, person: { id, name }, ...(id === actor.personId && { me: true as const }) }));
  }

  private async standing(ctx: Ctx, centreId: string): Promise<ReviewedDesignation[]> {
    const designations = await this.designations.standingIn(ctx, centreId);
    const named = await this.designations.named(ctx, designations);
    return designations.map((one) => {
      const view = viewDesignation(ctx, one, named);
      return { ...view, act: view.abilities.includes('withdraw') ? 'withdraw' : 'flag' };
    });
  }

  private async readings(ctx: Ctx, centreId: string): Promise<HeldReading[]> {
    const rows: ReadingRow[] = await ctx.tx.query(READINGS, [centreId]);
    return rows.map((of) => {
      const { id, askerId, askerName, readerCentreName, authorisationId, authorisationCode, medicine, grantedBy, until, stateVersion } = of;
      const sees = ctx.ability.can('read-patients', as('Authorisation', { id: authorisationId, holderId: '', status: '' }));
      return {
        ...{ id, readerCentreName, authorisationCode, medicine, grantedBy, until, stateVersion, of },
        reader: { id: askerId, name: askerName },
        ...(sees && { enrolmentId: of.enrolmentId, registrationNumber: of.registrationNumber }),
        act: ctx.ability.can('withdraw', asReadGrant(of)) ? 'withdraw' : 'flag',
      };
    });
  }
}

/** What a review is bound to. */
export function fingerprintOf(list: ReviewHolds): string {
  return createHash('sha256').update(textOfReview(list)).digest('hex');
}

interface PersonRow extends Omit<ReviewedPerson, 'person' | 'me'> {
  readonly id: string;
  readonly name: string;
  readonly role: HospitalRole;
}

interface ReadingRow {
  readonly id: string;
  readonly enrolmentId: string;
  readonly authorisationId: string;
  readonly authorisationCode: string;
  readonly medicine: string;
  readonly registrationNumber: string;
  readonly centreId: string;
  readonly askerId: string;
  readonly askerName: string;
  readonly askerCentreId: string;
  readonly readerCentreName: string;
  readonly grantedBy: string;
  readonly until: string;
  readonly stateVersion: number;
}

interface CentreRow extends Pick<CentreReview, 'centreId' | 'centreName'> {
  readonly today: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly doneAt: Date | null;
  readonly kept: number;
  readonly withdrawn: number;
  readonly flagged: number;
  readonly left: number;
}

function viewCentre({ centreId, centreName, today, dueOn, doneAt, kept, withdrawn, flagged, left }: CentreRow): CentreReview {
  return {
    ...{ centreId, centreName, dueOn, state: reviewState(calendarDate(dueOn), calendarDate(today)) },
    ...(doneAt && { doneAt: doneAt.toISOString(), kept, withdrawn, flagged, left }),
  };
}

const [signedIn, putToSleep, toldToHaveLeft] = [
  IDENTITY_ACTS.signedIn.name,
  IDENTITY_ACTS.putToSleep.name,
  IDENTITY_ACTS.toldToHaveLeft.name,
];

/** Someone is asleep whose profile was closed, and of whom their provider has told nothing since. People whom it told to have left have no access, and are not shown. */
const PEOPLE = `
  SELECT profile.id AS "profileId", person.id, person.given_name || ' ' || person.family_name AS name, profile.role,
    (profile.seen_at AT TIME ZONE centre.zone)::date::text AS "seenOn", NOT profile.active AS asleep,
    ARRAY(SELECT DISTINCT authorisation.medicine || ' – ' || authorisation.code FROM access_request request
      JOIN authorisation ON authorisation.id = request.authorisation_id
      WHERE request.live AND request.person_id = person.id AND request.centre_id = profile.centre_id AND profile.role = 'prescriber' ORDER BY 1) AS requested
  FROM profile JOIN person ON person.id = profile.person_id JOIN centre ON centre.id = profile.centre_id
  WHERE profile.centre_id = $1 AND (profile.active OR (SELECT entry.action FROM journal_entry entry
    WHERE entry.stream_kind = 'person' AND entry.stream_id = person.id::text
      AND entry.action IN ('${signedIn}', '${putToSleep}', '${toldToHaveLeft}') AND position(profile.id::text IN entry.details) > 0
    ORDER BY entry.id DESC LIMIT 1) <> '${signedIn}')
  ORDER BY asleep, person.family_name, person.given_name, profile.role`;

/** Those that are open today: of a patient whom the centre still follows, to someone who still dispenses there. */
const READINGS = `
  SELECT reading.id, reading.enrolment_id AS "enrolmentId", reading.authorisation_id AS "authorisationId", authorisation.code AS "authorisationCode",
    authorisation.medicine, enrolment.registration_number AS "registrationNumber", reading.centre_id AS "centreId", reading.asker_id AS "askerId",
    asker.given_name || ' ' || asker.family_name AS "askerName", reading.asker_centre_id AS "askerCentreId", there.name AS "readerCentreName",
    decider.given_name || ' ' || decider.family_name AS "grantedBy", reading.until_day::text AS until, reading.state_version AS "stateVersion"
  FROM read_grant reading
  JOIN enrolment ON enrolment.id = reading.enrolment_id AND enrolment.centre_id = reading.centre_id
  JOIN authorisation ON authorisation.id = reading.authorisation_id
  JOIN person asker ON asker.id = reading.asker_id
  JOIN person decider ON decider.id = reading.decided_by
  JOIN centre there ON there.id = reading.asker_centre_id
  WHERE reading.centre_id = $1 AND reading.state = 'granted'
    AND reading.until_day >= (clock_timestamp() AT TIME ZONE there.zone)::date
  ORDER BY reading.enrolment_id, reading.id`;

/** A centre of which nothing was asked yet is due a year from now: the next round of reminders writes it down. */
const CENTRES = `
  SELECT asked."centreId", centre.name AS "centreName", asked.today, review.due_on::text AS "dueOn", review.done_at AS "doneAt",
    review.kept, review.withdrawn, review.flagged, review.departed AS left
  FROM (${ASKED_OF}) asked JOIN centre ON centre.id = asked."centreId" JOIN access_review review ON review.centre_id = centre.id
  WHERE ($1::text IS NULL OR centre.id > $1) AND ($2::text IS NULL OR review.due_on <= asked.today::date)
  ORDER BY centre.id LIMIT $3`;
