import { IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { Day, PersonRef, Reason } from '#kernel/api';
import type { CalendarDate } from '#kernel/domain';

/** Transfers a patient to another centre, from a day on; back again on another day, when it is temporary (charter C10.1, C10.6). */
export class MakeTransfer {
  /** The centre that follows the patient as the caller knows it: of two people at once, the second is told. */
  @IsString({ message: 'Indiquez le centre qui suit le patient.' })
  @Matches(/^[A-Z0-9]{1,20}$/, { message: 'Ce numéro de centre n’a pas la forme attendue.' })
  fromCentreId!: string;

  @IsString({ message: 'Choisissez le centre qui recevra le patient.' })
  @Matches(/^[A-Z0-9]{1,20}$/, { message: 'Choisissez un centre de la liste.' })
  toCentreId!: string;

  @Day()
  effectiveOn!: CalendarDate;

  /** Of the centre that receives the patient. */
  @IsUUID(undefined, { message: 'Choisissez un prescripteur de la liste.' })
  prescriberId!: string;

  @IsIn(['from', 'to'], {
    message: 'Dites quel centre demande ce transfert\u00a0: from (celui que le patient quitte) ou to (celui qui le reçoit).',
  })
  askedBy!: 'from' | 'to';

  /** The day on which the patient is back, of a temporary transfer. */
  @IsOptional()
  @Day({ optional: true })
  returnOn?: CalendarDate;

  /** Who receives the patient back. */
  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez un prescripteur de la liste.' })
  returnPrescriberId?: string;
}

export class EndTransfer {
  /** Written in the journal of the file. */
  @Reason(5, 500)
  reason!: string;
}

/** Another prescriber for a transfer that is to come (charter C10.6). */
export class NameReceiver {
  /** Of the centre that receives the patient. */
  @IsUUID(undefined, { message: 'Choisissez un prescripteur de la liste.' })
  prescriberId!: string;
}

export class TransferView {
  id!: string;
  fromCentreId!: string;
  fromCentreName!: string;
  toCentreId!: string;
  toCentreName!: string;
  effectiveOn!: string;
  prescriber!: PersonRef;
  askedBy!: 'from' | 'to';
  /** The temporary transfer that this one ends. */
  returnOf?: string;
  state!: 'planned' | 'done' | 'cancelled' | 'undone';
  madeByName!: string;
  madeAt!: string;
  settledAt?: string;
  stateVersion!: number;
  /** What the reader may do with it now. */
  abilities!: ('name-receiver' | 'cancel' | 'undo')[];
  /** Why one that is to come does not happen on its day as it stands, in French. */
  whyItWaits?: string;
  /** Why one that was done is not undone any more, in French, for who could. */
  whyItStands?: string;
}

export class TransferList {
  /** The latest asked for first. */
  items!: TransferView[];
  /** Whether the reader may transfer the patient. */
  canMake!: boolean;
}

/** A centre that a patient may go to. */
export class ReceivingCentre {
  id!: string;
  name!: string;
  /** Who may receive the patient there: those who signed in at least once. */
  prescribers!: PersonRef[];
}

export class ReceivingCentreList {
  items!: ReceivingCentre[];
}
