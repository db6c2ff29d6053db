import { ArrayUnique, IsArray, IsEmail, IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { Reason, StateWhy, TextWithin } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';

export type Provider = 'plage' | 'psc' | 'operateur';
export type HospitalRole = 'prescriber' | 'pharmacist' | 'pnm';
export type StaffRole = 'exploitant' | 'data-manager' | 'gestionnaire' | 'administrateur';

/** A button of the sign-in page. */
export class ProviderView {
  id!: Provider;
  label!: string;
  /** Who signs in here, in words. */
  audience!: string;
}

/** A person works in one centre and one role at a time. */
export class ProfileView {
  id!: string;
  role!: HospitalRole;
  centreId!: string;
  centreName!: string;
}

export class SignedInPerson {
  id!: string;
  name!: string;
  familyName!: string;
  givenName!: string;
  email!: string;
  rpps?: string;
}

/** A questionnaire that the patient answers on this device (charter C5.9). Nothing of the patient stands in it. */
export class HandedOverView {
  enrolmentId!: string;
  formId!: string;
  finished!: boolean;
  /** Who opened it, and takes the device back. */
  openedBy!: string;
  /** Under whose name this device keeps what the network did not take. */
  openedById!: string;
  provider!: Provider;
}

/** Who is signed in, and where they are working. Open to strangers: it says that no one is. */
export class SessionView {
  /** `second-factor`: recognised by the provider, and everything but that is closed until it is enrolled or given. */
  state!: 'signed-out' | 'second-factor' | 'choose-profile' | 'no-profile' | 'signed-in' | 'handed-over';
  handedOver?: HandedOverView;
  person?: SignedInPerson;
  profiles?: ProfileView[];
  profile?: ProfileView;
  staffRole?: StaffRole;
  /** To send back as `X-CSRF-Token` with every request that writes. */
  csrfToken?: string;
  /** Minutes without an act after which the session locks (charter C3.1). */
  idleMinutes!: number;
  providers!: ProviderView[];
  /** Whether the accounts and protocols are those of the demonstration. */
  demonstration!: boolean;
}

/** What is typed and not saved stays on the device under this key. The page keeps it in its memory, and nowhere else. */
export class DeviceKeyView {
  /** 256 bits in base64url, the same for a person whichever device they use. */
  key!: string;
}

export class AskDeviceKey {
  /** The form whose questionnaire this person handed over: the key of what the patient's page kept of it, and of nothing else. */
  @IsOptional()
  @IsUUID(undefined, { message: 'Cet identifiant de fiche n’a pas la forme attendue.' })
  questionnaire?: string;
}

/** Where a person is signed in. */
export class OwnSessionView {
  /** Its digest: the id itself is a key. */
  id!: string;
  /** Whether it is the one that asks. */
  isThis!: boolean;
  provider!: Provider;
  startedAt!: string;
  lastActAt!: string;
  /** In a patient's hands (charter C5.9). */
  handedOver!: boolean;
  address?: string;
  device?: 'computer' | 'tablet' | 'phone' | 'other';
  /** How the provider recognised the person: level, then means. */
  means?: string[];
  centreName?: string;
  role?: HospitalRole;
}

export class OwnSessionList {
  items!: OwnSessionView[];
}

export class ChooseProfile {
  @IsUUID(undefined, { message: 'Choisissez un profil de la liste.' })
  profileId!: string;
}

export class SignedOutView {
  /** Where the browser goes to sign out at the provider too. */
  redirectTo!: string;
}

/** A professional of my centre who has signed in at least once. */
export class ColleagueView {
  id!: string;
  name!: string;
  role!: HospitalRole;
}

/** Narrows the list to one role. */
export class ListColleagues {
  @IsOptional()
  @IsIn(['prescriber', 'pharmacist', 'pnm'], { message: 'Choisissez un rôle de la liste.' })
  role?: HospitalRole;
}

export class ColleagueList {
  items!: ColleagueView[];
}

export class StaffProposer {
  id!: string;
  name!: string;
}

/** How a proposal ended without being confirmed: by another manager, or by who made it. */
export class ProposalEnd {
  outcome!: 'declined' | 'retracted';
  by!: StaffProposer;
  at!: string;
  reason!: string;
}

/** An account of the operator's or holder's side. */
export class StaffView {
  personId!: string;
  name!: string;
  familyName!: string;
  givenName!: string;
  email!: string;
  /** By which the operator's provider knows them. */
  subject!: string;
  role!: StaffRole;
  holderId?: string;
  holderName?: string;
  authorisations!: StaffAuthorisation[];
  active!: boolean;
  /** Of an account that is closed: since when, by whom, and why. */
  closed?: StateWhy;
  /** A manager's account that another manager has still to confirm: who proposed it. */
  proposedBy?: StaffProposer;
  /** Of a manager's account that nobody confirmed: why it stays closed. */
  proposalEnd?: ProposalEnd;
  stateVersion!: number;
  abilities!: ('confirm' | 'decline' | 'retract' | 'update' | 'close' | 'reopen')[];
}

export class StaffAuthorisation {
  id!: string;
  code!: string;
  medicine!: string;
}

export class StaffList {
  items!: StaffView[];
}

export class CreateStaff {
  @IsString()
  @TextWithin(LIMITS.personName, { missing: 'Indiquez le nom.' })
  familyName!: string;

  @IsString()
  @TextWithin(LIMITS.personName, { missing: 'Indiquez le prénom.' })
  givenName!: string;

  @IsEmail({}, { message: 'Indiquez une adresse e-mail professionnelle, par exemple prenom.nom@exemple.fr.' })
  email!: string;

  @Matches(/^[\w.@-]{2,120}$/, {
    message: 'Indiquez l’identifiant du compte chez le fournisseur d’identité (lettres, chiffres, point, tiret, @).',
  })
  subject!: string;

  @IsIn(['exploitant', 'data-manager', 'gestionnaire', 'administrateur'], { message: 'Choisissez un rôle de la liste.' })
  role!: StaffRole;

  @IsOptional()
  @Matches(/^[a-z0-9-]{2,40}$/, { message: 'Choisissez l’exploitant dans la liste.' })
  holderId?: string;

  @IsArray()
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'Choisissez les autorisations dans la liste.' })
  authorisationIds!: string[];
}

/** Why a proposal is not followed. */
export class EndProposal {
  @Reason(LIMITS.shortReason.min, LIMITS.shortReason.max)
  reason!: string;
}

export class UpdateStaff {
  @IsArray()
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'Choisissez les autorisations dans la liste.' })
  authorisationIds!: string[];

  @IsIn([true, false])
  active!: boolean;

  /** Why it is closed, which other managers read. */
  @Reason(...endsOf(LIMITS.reason), { optional: true })
  reason?: string;
}
