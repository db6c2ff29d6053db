import { Injectable } from '@nestjs/common';
import { AccessLog, type Ctx } from '#kernel/api';
import {
  enteredElsewhere,
  gapsWithCarried,
  say,
  offersTo,
  onlyCentre,
  readableAnswers,
  visibleCarried,
  visibleValues,
  type StatefulAct,
  type Viewer,
} from '#forms/domain';
import { ruleAgainst, whyNotTaken, type NotTaken } from '#patients/api';
import type { Values } from '#protocols/domain';
import { CarriedSources } from '../carried/carried-sources.js';
import { FormStore } from './form.store.js';
import type { FormView, GapList, LostAnswersView, SignatureRole } from './forms.messages.js';
import {
  asSubject,
  conductOfForm,
  countsSeen,
  isLockable,
  isSignable,
  placeOf,
  viewerOf,
  whyNot,
  whyUnlockingIsVain,
  type OpenForm,
} from './open-form.js';
import { prefillOf } from '../carried/prefill.js';
import { PassageStore } from '../passage/passage.store.js';
import type { LockView } from '../review/review.messages.js';
import { ReviewStore, type Reviewed } from '../review/review.store.js';
import { viewSignatures } from '../signing/signature.view.js';
import { FormWithdrawals } from '../acts/withdrawals.service.js';

/** Reads a form. Every look is logged before it is given (charter C3.1). */
@Injectable()
export class FormReader {
  constructor(
    private readonly store: FormStore,
    private readonly reviews: ReviewStore,
    private readonly withdrawals: FormWithdrawals,
    private readonly passages: PassageStore,
    private readonly sources: CarriedSources,
    private readonly accessLog: AccessLog,
  ) {}

  /** Opens a form: a look that is logged. */
  async open(ctx: Ctx, id: string): Promise<FormView> {
    const found = await this.find(ctx, id);
    return this.accessLog.beside(ctx, { action: 'read', subject: { type: 'form', id } }, this.viewOf(ctx, found));
  }

  /** The form, for someone who just acted on it. */
  async view(ctx: Ctx, id: string): Promise<FormView> {
    return this.viewOf(ctx, await this.find(ctx, id));
  }

  /** In one trip, with what was left on it and what it lost: what the actor may not see is dropped with the form. */
  private async find(ctx: Ctx, id: string): Promise<Found> {
    const [open, leftOn, lost] = await Promise.all([
      this.store.find(ctx, id),
      this.reviews.leftOn(ctx.tx, [id]),
      this.passages.lossOf(ctx.tx, id),
    ]);
    return { open, reviewed: leftOn(open.record), lost };
  }

  private async viewOf(ctx: Ctx, { open, reviewed: { review, lock }, lost }: Found): Promise<FormView> {
    const { record, form, env } = open;
    const { id } = record;
    const viewer = viewerOf(ctx.actor, open);
    const only = onlyCentre(viewer);
    const conduct = conductOfForm(open);
    const [notTaken, whyItStays, signatures, prefill, carriable] = await Promise.all([
      conduct.needsAuthorisationInForce ? whyNotTaken(ctx, open.enrolment) : undefined,
      this.withdrawals.whyItStays(ctx.tx, open, review.length),
      viewSignatures(ctx.tx, open.signatures),
      conduct.takesKnownAs === 'answers' ? prefillOf(ctx, open) : {},
      ctx.ability.can('write', asSubject(open)) ? this.sources.carriable(ctx, open) : [],
    ]);
    const taken = notTaken === undefined;
    const abilities = abilitiesOn(ctx, open, { ...(lock && { lock }), goes: whyItStays === undefined, taken });
    const marks = Object.entries(record.marks).filter(([, [, centreId]]) => only === undefined || centreId === only);
    return {
      id,
      enrolmentId: record.enrolmentId,
      code: record.formCode,
      kind: record.formKind,
      title: form.title,
      ...viewPlace(open),
      state: record.state,
      ...(record.reopenedSeq !== null && { reopenedSeq: record.reopenedSeq }),
      protocolVersionId: record.protocolVersionId,
      centreId: record.centreId,
      values: { ...(abilities.includes('write') ? visibleValues(record.values, record.marks, viewer) : valuesRead(open, viewer)) },
      marks: Object.fromEntries(marks.map(([key, [seq, centreId]]) => [key, { seq, centreId }])),
      ...(abilities.includes('write') && only !== undefined && { enteredElsewhere: enteredElsewhere(record.values, record.marks, viewer) }),
      contentVersion: record.contentVersion,
      stateVersion: record.stateVersion,
      ...countsSeen(open, viewer),
      signatures,
      today: env.today,
      env: { ...env },
      prefill,
      carried: { ...visibleCarried(record.carried, viewer) },
      carriable: abilities.includes('write') ? carriable : [],
      offers: open.course ? { ...offersTo(record.formCode, open.course) } : {},
      review,
      ...(lost && only === undefined && { lost }),
      ...(lock && { lock }),
      abilities,
      refusals: refusalsOf(ctx, open, notTaken),
    };
  }

  /**
   * What prevents a signature in that role; the pharmacist's covers the most. Of a form that asks for none, all that lacks or is wrong. A look,
   * since what is wrong is said with its value.
   */
  async gaps(ctx: Ctx, id: string, role: SignatureRole): Promise<GapList> {
    const open = await this.store.find(ctx, id);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'form-gaps', id } });
    const { protocol, form, record, env } = open;
    const viewer = viewerOf(ctx.actor, open);
    const values = visibleValues(record.values, record.marks, viewer);
    const sections = conductOfForm(open).listedFor(form, role);
    const found = gapsWithCarried(protocol, form, values, env, sections, visibleCarried(record.carried, viewer));
    return { items: found.map(({ says, ...gap }) => ({ ...gap, message: say(says) })) };
  }
}

interface Found {
  readonly open: OpenForm;
  readonly reviewed: Reviewed;
  readonly lost: LostAnswersView | undefined;
}

/** As they stand, for who may not type: an answer that a condition hides is kept for who may, and can bring its question back. */
function valuesRead({ form, record, env }: OpenForm, viewer: Viewer): Values {
  const read = readableAnswers(form, record, env, viewer).values;
  return Object.fromEntries(Object.entries(record.values).filter(([key]) => Object.hasOwn(read, key)));
}

/** Who locks lifts; who may type in a form takes back one opened by mistake. */
const RIGHTS: Readonly<Record<string, string>> = { unlock: 'lock', 'refuse-unlock': 'lock', withdraw: 'write' };

/** What the policy lets this person do, where the state of the form lets anyone. */
function abilitiesOn({ ability }: Ctx, open: OpenForm, { lock, goes, taken }: Around): FormView['abilities'] {
  const locked = lock !== undefined;
  const typing = typingOf(open, taken);
  const closed = locked ? { write: false, complete: false, reopen: false, 'sign-prescriber': false, 'sign-pharmacist': false } : {};
  const possible = {
    ...typing,
    ...closed,
    review: true,
    lock: !locked && isLockable(open),
    unlock: locked,
    // Asked once, it waits for its answer.
    'ask-unlock': locked && !lock.unlockAsked && whyUnlockingIsVain(open) === undefined,
    'refuse-unlock': locked && lock.unlockAsked !== undefined,
    withdraw: goes,
  };
  return (Object.keys(possible) as FormView['abilities']).filter(
    (action) => possible[action] && ability.can(RIGHTS[action] ?? action, asSubject(open)),
  );
}

/** What is read beside the form. */
interface Around {
  readonly lock?: LockView;
  /** Whether it may be taken back. */
  readonly goes: boolean;
  /** Whether the authorisation takes the request, where the form is one. */
  readonly taken: boolean;
}

type Beside = 'review' | 'lock' | 'unlock' | 'ask-unlock' | 'refuse-unlock' | 'withdraw';
type Possible = Record<Exclude<FormView['abilities'][number], Beside>, boolean>;

/** What the state of the form and of its request refuses to nobody. */
function typingOf(open: OpenForm, taken: boolean): Possible {
  const may = (act: StatefulAct) => whyNot(open, act) === undefined;
  const signs = (role: SignatureRole) => taken && may('sign') && isSignable(open, role);
  return {
    write: may('write'),
    complete: may('complete'),
    reopen: may('reopen'),
    'sign-prescriber': signs('prescriber'),
    'sign-pharmacist': signs('pharmacist'),
    print: true,
  };
}

function viewPlace(open: OpenForm): Pick<FormView, 'visit' | 'place' | 'target' | 'from' | 'until'> {
  const { target, from, until } = open.row ?? {};
  const visit = open.record.visitCode;
  return { place: placeOf(open), ...(visit && { visit }), ...(target && { target }), ...(from && { from }), ...(until && { until }) };
}

/** For each signature that this person may not make, the rule that says so. */
function refusalsOf({ ability }: Ctx, open: OpenForm, notTaken: NotTaken | undefined): Record<string, string> {
  const refused = (open.form.signatures ?? []).filter(({ role }) => notTaken || !ability.can(`sign-${role}`, asSubject(open)));
  return Object.fromEntries(
    refused.flatMap(({ role }) => {
      const allowed = ability.can(`sign-${role}`, asSubject(open));
      const rule = allowed && notTaken ? ruleAgainst(notTaken) : ability.relevantRuleFor(`sign-${role}`, asSubject(open))?.reason;
      return rule ? [[role, rule]] : [];
    }),
  );
}
