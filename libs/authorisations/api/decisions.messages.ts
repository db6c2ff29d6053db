import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Day, Reason, TextWithin } from '#kernel/api';
import { AUTHORITIES, DECISION_KINDS } from '#authorisations/domain';
import { endsOf, LIMITS, type CalendarDate } from '#kernel/domain';
import type { AuthorisationKind, AuthorisationStatus } from './authorisations.messages.js';

export type DecidingAuthority = 'has' | 'ansm' | 'european-commission' | 'ministers' | 'holder';
export type AuthorisationCoverage = 'access' | 'suspended' | 'temporary' | 'listed' | 'continuity' | 'over';
export type AuthorisationDecisionKind =
  | 'granted'
  | 'renewed'
  | 'suspended'
  | 'lifted'
  | 'withdrawn'
  | 'aap-granted'
  | 'amm-date'
  | 'amm-applied'
  | 'amm-granted'
  | 'amm-lost'
  | 'listing-applied'
  | 'listed'
  | 'listing-refused'
  | 'listing-dropped'
  | 'alternative-covered'
  | 'temporary-coverage'
  | 'temporary-coverage-ended'
  | 'rare-disease'
  | 'aap-applied'
  | 'aap-delayed'
  | 'available'
  | 'report-sent'
  | 'put-waived'
  | 'put-required';
export type AuthorisationDeadlineCode =
  | 'renewal'
  | 'suspension-end'
  | 'temporary-coverage-end'
  | 'amm-application'
  | 'listing-application'
  | 'aap-application'
  | 'availability'
  | 'coverage-without-application'
  | 'coverage-without-listing'
  | 'covered-continuity'
  | 'continuity'
  | 'synthesis-report';

/** What was decided, or happened, on an authorisation or on its coverage. */
export class DecisionView {
  id!: string;
  kind!: AuthorisationDecisionKind;
  /** The first day on which it holds. */
  day!: string;
  /** The date of the decision itself. */
  decidedOn!: string;
  authority!: DecidingAuthority;
  /** The reference of its document; absent where none was given. */
  document?: string;
  /** Of a grant and a renewal: the last day of the period. */
  term?: string;
  /** Of a suspension and a temporary coverage: its last day. */
  until?: string;
  reason?: string;
  recordedAt!: string;
  recordedBy!: string;
  /** A mistake: since when it stands no more, by whom and why. */
  cancelledAt?: string;
  cancelledBy?: string;
  cancelReason?: string;
  /** It was there before the product kept this authorisation. */
  takenOver!: boolean;
}

/** A term of the authorisation, as it is known today. */
export class DeadlineView {
  code!: AuthorisationDeadlineCode;
  /** The last day. */
  day!: string;
  /** From what day it is counted. */
  from!: string;
  /** When what it asks for was done. */
  doneOn?: string;
}

/** The two lives of an authorisation, its own and that of its coverage (charter R4), and what is due. */
export class LifeView {
  kind!: AuthorisationKind;
  /** Whether new requests are taken. */
  status!: AuthorisationStatus;
  /** The authorisation itself: it may be ended while requests are taken under a temporary coverage. */
  authorisation!: AuthorisationStatus;
  coverage!: AuthorisationCoverage;
  /** The latest to take effect first. */
  decisions!: DecisionView[];
  /** The nearest first. */
  deadlines!: DeadlineView[];
  stateVersion!: number;
  abilities!: 'change-status'[];
}

export class RecordDecision {
  @IsIn(DECISION_KINDS, { message: 'Choisissez une décision de la liste.' })
  kind!: AuthorisationDecisionKind;

  @Day()
  day!: CalendarDate;

  @Day()
  decidedOn!: CalendarDate;

  @IsIn(AUTHORITIES, { message: 'Choisissez une autorité de la liste.' })
  authority!: DecidingAuthority;

  @TextWithin(LIMITS.documentReference, { missing: 'Indiquez la référence du document\u00a0: numéro, titre ou adresse.' })
  document!: string;

  @IsOptional()
  @Day({ optional: true })
  term?: CalendarDate;

  @IsOptional()
  @Day({ optional: true })
  until?: CalendarDate;

  @Reason(...endsOf(LIMITS.shortReason), { optional: true })
  reason?: string;
}

export class CancelDecision {
  @IsUUID(undefined, { message: 'Choisissez une décision de la liste.' })
  decisionId!: string;

  @Reason(...endsOf(LIMITS.shortReason))
  reason!: string;
}
