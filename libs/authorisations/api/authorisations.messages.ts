import { IsIn } from 'class-validator';
import { Reason, StateWhy } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';

export type AuthorisationKind = 'AAP-PRE-AMM' | 'AAP-POST-AMM' | 'AAC' | 'AAC-PRE-PRECOCE' | 'CPC';
export type AuthorisationStatus = 'in-force' | 'suspended' | 'ended';

/** The contact cell of the PUT (charter P6). */
export class ContactView {
  name!: string;
  email!: string;
  phone?: string;
}

/** A registry, and where one types in it. */
export class RegistryLink {
  name!: string;
  url?: string;
}

/** An authorisation as the person may see it. Its patients are another matter: `abilities` says what it opens. */
export class AuthorisationView {
  id!: string;
  code!: string;
  kind!: AuthorisationKind;
  medicine!: string;
  inn!: string;
  indication!: string;
  holderId!: string;
  holderName!: string;
  ucdCodes!: string[];
  /** By which the indication is known where early access is declared; absent where it has none. */
  indicationCode?: string;
  status!: AuthorisationStatus;
  /** Since what day it is suspended or ended; absent while it is in force. */
  statusSince?: string;
  /** By whom that was recorded, when, and why; of a term that passed, the product. */
  statusWhy?: StateWhy;
  /** Waived from PUT and follow-up: nothing is collected (charter R8). */
  waived?: true;
  grantedOn!: string;
  endsOn!: string;
  /** Absent, as all that its protocol says, while no version of it was imported: the manager alone sees it then. */
  contact?: ContactView;
  /** Where adverse effects are declared, in words. */
  adverseEffects?: string;
  protocolVersionId?: string;
  protocolCode!: string;
  protocolVersion?: number;
  demonstrationProtocol!: boolean;
  /** Registries in which a part of what its protocol asks is collected, and not here (charter C1.8); absent where all of it is here. */
  registries?: RegistryLink[];
  /** Other indications of the same group, and whether one access opens all of them (charter C3.3), in words. */
  groupAccess?: string;
  /** Why the person has access to its patients, in words; absent when they have none. */
  accessReason?: string;
  stateVersion!: number;
  abilities!: ('start-request' | 'read-patients' | 'designate-prescriber' | 'designate-pnm' | 'change-status')[];
}

export class AuthorisationList {
  items!: AuthorisationView[];
  /** Whether this person opens authorisations. */
  canOpen!: boolean;
}

export class ChangeStatus {
  @IsIn(['in-force', 'suspended', 'ended'], { message: 'Choisissez un état de la liste.' })
  status!: AuthorisationStatus;

  @Reason(...endsOf(LIMITS.shortReason))
  reason!: string;
}
