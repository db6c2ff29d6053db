import { IsUUID, Matches } from 'class-validator';
import { StaffProposer } from '#identity/api';
import { Reason, Sought, TextWithin } from '#kernel/api';
import { LIMITS } from '#kernel/domain';

/** That the second factors of someone who lost them be forgotten: one manager proposes it, another confirms. */
export class FactorResetView {
  id!: string;
  person!: StaffProposer;
  reason!: string;
  proposedBy!: StaffProposer;
  proposedAt!: string;
  /** Absent while it waits for another manager. `lapsed`: nobody ended it, and it has no object any more. */
  outcome?: 'confirmed' | 'declined' | 'retracted' | 'lapsed';
  endedBy?: StaffProposer;
  endedAt?: string;
  endReason?: string;
  stateVersion!: number;
  abilities!: ('confirm' | 'decline' | 'retract')[];
}

export class FactorResetList {
  /** Those that wait first, then the last that ended. */
  items!: FactorResetView[];
}

/** Someone who has a second factor here. */
export class FactorHolderView {
  id!: string;
  name!: string;
  email!: string;
  /** Where they work, or for whom: to tell two of one name apart. */
  place?: string;
  factors!: number;
  abilities!: 'propose'[];
}

export class FactorHolderList {
  items!: FactorHolderView[];
  /** Others have that name too: what is sought must say more. */
  more!: boolean;
}

export class FindFactorHolders {
  /** A part of the name, three letters at least. */
  @Sought()
  @TextWithin(LIMITS.search)
  @Matches(/(?:\p{L}[^\p{L}]*){3}/u, { message: 'Saisissez au moins trois lettres du nom.' })
  search!: string;
}

export class ProposeFactorReset {
  @IsUUID(undefined, { message: 'Choisissez la personne dans la liste.' })
  personId!: string;

  /** How one made sure that it is this person who asks. */
  @Reason(LIMITS.shortReason.min, LIMITS.shortReason.max)
  reason!: string;
}
