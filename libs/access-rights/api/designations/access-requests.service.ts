import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ACCESS_ACTS, HOSPITAL_ROLES } from '#access-rights/domain';
import { actorOf, Journal, type Ctx, type JournalActor } from '#kernel/api';

/** A FAT signed by a prescriber. */
export interface RequestMade {
  readonly enrolmentId: string;
  readonly authorisationId: string;
  readonly centreId: string;
  readonly personId: string;
}

/** In whose name a request is opened or closed: a person's, or that of a transfer whose day has come. */
export interface OpenedBy {
  readonly tx: EntityManager;
  readonly actor: JournalActor;
  readonly afterCommit: Ctx['afterCommit'];
}

/** A professional who has access to the patients of an authorisation in a centre. */
export interface PersonWithAccess {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Requests that open an authorisation to the prescriber who made them (charter C5.1, C5.8). A request made stays made until it is cancelled
 * before it was ever sent: a change that voids the signature asks for it again, and does not close the patients to its prescriber meanwhile.
 */
@Injectable()
export class AccessRequests {
  constructor(private readonly journal: Journal) {}

  /** To be called when a prescriber signs a FAT: signing is making the request. Signing again changes nothing. */
  async made(ctx: Ctx, request: RequestMade): Promise<void> {
    await this.opened({ tx: ctx.tx, actor: actorOf(ctx), afterCommit: ctx.afterCommit }, request);
  }

  /** The same, to be called when a transfer names who receives the patient (charter C10.6). @returns whether it was not open to them already, by this patient. */
  async opened(by: OpenedBy, { enrolmentId, authorisationId, centreId, personId }: RequestMade): Promise<boolean> {
    const opened = await by.tx.query(
      `INSERT INTO access_request (enrolment_id, person_id, centre_id, authorisation_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (enrolment_id, person_id, centre_id) DO UPDATE SET live = true WHERE NOT access_request.live RETURNING person_id`,
      [enrolmentId, personId, centreId, authorisationId],
    );
    if (opened.length > 0) await this.tell(by, ACCESS_ACTS.requestMade, { enrolmentId, authorisationId, centreId, personId });
    return opened.length > 0;
  }

  /** To be called when the transfer that opened it is undone. */
  async closed(by: OpenedBy, request: RequestMade): Promise<void> {
    const { enrolmentId, centreId, personId } = request;
    await by.tx.query('UPDATE access_request SET live = false WHERE enrolment_id = $1 AND person_id = $2 AND centre_id = $3', [
      enrolmentId,
      personId,
      centreId,
    ]);
    await this.tell(by, ACCESS_ACTS.requestClosed, request);
  }

  private async tell(
    { tx, actor, afterCommit }: OpenedBy,
    act: (typeof ACCESS_ACTS)[keyof typeof ACCESS_ACTS],
    { enrolmentId, authorisationId, centreId, personId }: RequestMade,
  ): Promise<void> {
    const record = { stream: enrolmentId, subject: authorisationId, details: { personId, centreId } };
    await this.journal.appendAs(tx, actor, act, record, afterCommit);
  }

  /** To be called when a request is cancelled before it was ever sent: then it opens nothing any more. */
  async cancelled(ctx: Ctx, enrolmentId: string): Promise<void> {
    const [closed]: [{ personId: string; centreId: string; authorisationId: string }[], number] = await ctx.tx.query(
      `UPDATE access_request SET live = false WHERE enrolment_id = $1 AND live
       RETURNING person_id AS "personId", centre_id AS "centreId", authorisation_id AS "authorisationId"`,
      [enrolmentId],
    );
    const by = { tx: ctx.tx, actor: actorOf(ctx), afterCommit: ctx.afterCommit };
    for (const request of closed) await this.tell(by, ACCESS_ACTS.requestClosed, { ...request, enrolmentId });
  }

  /**
   * Everyone who has access now to the patients of an authorisation in a centre (charter C6.1): its named prescriber, those who made a
   * request, those designated, and the pharmacists. `today` is the centre's day.
   */
  async peopleWithAccess(
    tx: EntityManager,
    of: { readonly authorisationId: string; readonly centreId: string; readonly today: string; readonly prescriberId: string },
  ): Promise<PersonWithAccess[]> {
    return tx.query(PEOPLE_WITH_ACCESS, [of.authorisationId, of.centreId, of.today, of.prescriberId, HOSPITAL_ROLES]);
  }

  /** Who answers for what is opened there: the pharmacists of the centre, and the prescribers to whom the authorisation is open. */
  async answerable(
    tx: EntityManager,
    of: { readonly authorisationId: string; readonly centreId: string; readonly today: string },
  ): Promise<PersonWithAccess[]> {
    return tx.query(PEOPLE_WITH_ACCESS, [of.authorisationId, of.centreId, of.today, null, ['pharmacist', 'prescriber']]);
  }

  /** The prescribers to whom the authorisation is open there. */
  async prescribersOf(
    tx: EntityManager,
    of: { readonly authorisationId: string; readonly centreId: string; readonly today: string },
  ): Promise<PersonWithAccess[]> {
    return tx.query(PEOPLE_WITH_ACCESS, [of.authorisationId, of.centreId, of.today, null, ['prescriber']]);
  }
}

/** The same as the policy says of one person, turned the other way round; a test keeps the two equal. */
const PEOPLE_WITH_ACCESS = `
  WITH opening AS (
    SELECT a.id FROM authorisation a JOIN authorisation asked ON asked.id = $1
    LEFT JOIN authorisation_group g ON g.id = asked.group_id
    WHERE a.id = asked.id OR (g.access = 'single' AND a.group_id = g.id)
  ), opened AS (
    SELECT person_id, 'prescriber' AS role FROM access_request WHERE live AND centre_id = $2 AND authorisation_id IN (SELECT id FROM opening)
    UNION
    SELECT designee_id, kind FROM designation
    WHERE withdrawn_at IS NULL AND $3::date BETWEEN starts_on AND ends_on AND centre_id = $2 AND authorisation_id IN (SELECT id FROM opening)
  )
  SELECT p.id AS "personId", p.given_name || ' ' || p.family_name AS name, p.email
  FROM person p
  WHERE EXISTS (
    SELECT FROM profile
    WHERE profile.person_id = p.id AND profile.centre_id = $2 AND profile.active AND profile.role = ANY($5)
      AND (profile.role = 'pharmacist' OR (profile.role = 'prescriber' AND p.id = $4::uuid)
        OR EXISTS (SELECT FROM opened WHERE opened.person_id = p.id AND opened.role = profile.role)))
  ORDER BY p.id`;
