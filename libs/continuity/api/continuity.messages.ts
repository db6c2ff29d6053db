import { IsOptional, IsUUID } from 'class-validator';
import { Reason } from '#kernel/api';

/** An authorisation at the other end of a link. */
export class LinkedAuthorisation {
  id!: string;
  code!: string;
  medicine!: string;
  indication!: string;
}

/** Requests that are being opened for a whole cohort, and how far that is. */
export class CohortView {
  id!: string;
  state!: 'running' | 'done' | 'stopped';
  /** Patients it began with. */
  total!: number;
  opened!: number;
  /** Without a request, for a reason of their own. */
  kept!: number;
  /** An error came between, whatever the attempts. */
  failed!: number;
  begunAt!: string;
  begunByName!: string;
  settledAt?: string;
  /** Why patients have no request, and how many. */
  reasons!: CohortReason[];
}

export class CohortReason {
  message!: string;
  patients!: number;
}

/** An early access that takes over from a compassionate one (charter C8.1). */
export class RelayView {
  id!: string;
  authorisation!: LinkedAuthorisation;
  madeAt!: string;
  madeByName!: string;
  /** Fields of the FAT that take up what was collected, as the PUT-SP says. */
  reused!: number;
  /** Patients still without a request, for the manager alone. */
  waiting?: number;
  /** The latest opening of a whole cohort, for the manager alone. */
  cohort?: CohortView;
}

/** The links of an authorisation, both ways. */
export class RelaysView {
  /** The early access that takes over from this one. */
  later?: RelayView;
  /** The compassionate accesses from which this one takes over. */
  former!: RelayView[];
  /** Those that may take over from this one, for who may link them. */
  candidates!: LinkedAuthorisation[];
  abilities!: ('link' | 'unlink' | 'open-cohort')[];
}

/** Links a compassionate access to the early one that takes over. */
export class LinkAuthorisation {
  @IsUUID(undefined, { message: 'Choisissez un accès précoce de la liste.' })
  laterId!: string;
}

export class UnlinkAuthorisation {
  @Reason(3, 500)
  reason!: string;
}

/** What may be done of the collection of a patient under the early access that takes over. */
export class ContinuityView {
  /** The early access under which a request may be opened now. */
  offer?: LinkedAuthorisation;
  /** Why it may not, where an early access takes over. */
  why?: string;
}

/** Opens the request of a patient under the early access. */
export class ContinueEnrolment {
  /** Who will sign, for a pharmacist or a PNM: the prescriber of the compassionate access when not given. A prescriber names themselves. */
  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez le prescripteur dans la liste.' })
  prescriberId?: string;
}

/** The request that was opened. */
export class ContinuedEnrolment {
  enrolmentId!: string;
  /** Its FAT. */
  formId!: string;
}
