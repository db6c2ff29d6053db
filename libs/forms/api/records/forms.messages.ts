import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { CarriedSource } from '#forms/domain';
import { JudgedElsewhere, PersonRef, Reason } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';
import { LockView, ReviewMarkView } from '../review/review.messages.js';

/** No version is larger: PostgreSQL's integer. */
const LARGEST = 2_147_483_647;

export type SignatureRole = 'prescriber' | 'pharmacist';

/** Version and provenance of one value: the journal's sequence that wrote it, and the centre. */
export class MarkView {
  seq!: number;
  centreId!: string;
}

/** How a provider recognised the person who signed: when, at which level (`acr`), by which means (`amr`). */
export class SignatureProof {
  provider!: string;
  at?: string;
  acr?: string;
  amr!: string[];
  /** When our own second factor was given beside; its means stands in `amr`. */
  secondFactorAt?: string;
}
export class SignatureView {
  id!: string;
  role!: SignatureRole;
  person!: PersonRef;
  rpps?: string;
  centreName!: string;
  meaning!: string;
  signedAt!: string;
  /** How their provider had just recognised them; absent of what was signed before it was kept. */
  proof?: SignatureProof;
  contentHash!: string;
  /** Given when a later change of what it covers voided it. */
  voidedAt?: string;
  /** Who made that change. */
  voidedByName?: string;
}

/** What prevents a signature, or is to be looked at, and the field where to mend it. */
export class GapView {
  key!: string;
  label!: string;
  section!: string;
  /** `carried`: a value that nobody typed here stands to be confirmed (charter C8.2). */
  kind!: 'missing' | 'wrong' | 'check' | 'carried';
  message!: string;
}

/** A value that nobody typed here, and where it comes from. */
export class CarriedView {
  value!: unknown;
  source!: CarriedSource;
  /** The form that says it, as people name it; its item, and its day. */
  form?: string;
  item?: string;
  day?: string;
  /** Version: the journal's sequence that carried it. */
  seq!: number;
  centreId!: string;
}

/** Fields of a section that may take a value from one source. */
export class CarriableView {
  section!: string;
  source!: 'previous-visit' | 'known';
  /** By item key. */
  items!: string[];
}

/** Which values are to be carried: what they are, the server says. */
export class CarryValues {
  @IsString({ message: 'Indiquez la rubrique.' })
  @MaxLength(100, { message: 'Ce code de rubrique n’a pas la forme attendue.' })
  section!: string;

  @IsIn(['previous-visit', 'known'], { message: 'Indiquez d’où viennent les valeurs\u00a0: previous-visit ou known.' })
  source!: 'previous-visit' | 'known';
}

/** The carried value that is put aside. */
export class PutAside {
  @Matches(/^[a-z0-9_.]+(\/[a-z0-9]{6,26}\/[a-z0-9_.]+)?$/, { message: 'Ce code de champ n’a pas la forme attendue.' })
  @MaxLength(200, { message: 'Ce code de champ n’a pas la forme attendue.' })
  item!: string;
}

/** One filled form. The protocol version that draws it is read by its id, once. */
/** Answers that left a form when it went to another version of its protocol: of which fields, never what they were. */
export class LostAnswersView {
  version!: number;
  at!: string;
  labels!: string[];
}

export class FormView {
  id!: string;
  enrolmentId!: string;
  code!: string;
  kind!: string;
  title!: string;
  /** Code of its visit; absent outside visits. */
  visit?: string;
  /** Where it stands in the calendar, as people say it: `M3`, `Suivi n° 2`; empty for what happens once outside visits. */
  place!: string;
  /** The day foreseen for its visit and its window, where there are any. */
  target?: string;
  from?: string;
  until?: string;
  state!: 'in-progress' | 'complete';
  /** Version of the latest answer that stood when its ended entry was opened again: up to it, none is replaced without a reason. */
  reopenedSeq?: number;
  protocolVersionId!: string;
  centreId!: string;
  /** By item key, as in the protocol domain (`Values`). */
  values!: Record<string, unknown>;
  /** By item key. */
  marks!: Record<string, MarkView>;
  /** Keys where the centre that follows the patient now has answered, for one that may still finish the form: that it did, never what (charter C10.5). */
  enteredElsewhere?: string[];
  contentVersion!: number;
  stateVersion!: number;
  applicable!: number;
  filled!: number;
  missing!: number;
  allPut!: number;
  signatures!: SignatureView[];
  /** The day where the centre is: rules on dates use it. */
  today!: string;
  /** What rules see beside the values, as `Env` of the protocols domain: the day, the visit, the patient's other forms, the visit before. */
  env!: Record<string, unknown>;
  /** What the client may prefill, by the protocol's `prefill` words. */
  prefill!: Record<string, string>;
  /** Values that nobody typed here, by item key: each stands to be confirmed, and is no answer. */
  carried!: Record<string, CarriedView>;
  /** What may be carried here on request, by section and source. */
  carriable!: CarriableView[];
  /** Answers that the patient's other forms offer to this one, by item (`with` of a proposal). */
  offers!: Record<string, unknown>;
  /** What data managers read of it, and since when it is no more what they read. */
  review!: ReviewMarkView[];
  /** Said at its top, until its entry is ended again. */
  lost?: LostAnswersView;
  /** While it is there nobody types in the form. */
  lock?: LockView;
  abilities!: (
    | 'write'
    | 'withdraw'
    | 'complete'
    | 'reopen'
    | 'sign-prescriber'
    | 'sign-pharmacist'
    | 'print'
    | 'review'
    | 'lock'
    | 'unlock'
    | 'ask-unlock'
    | 'refuse-unlock'
  )[];
  /** By signature role, the rule that refuses (`C5.4`), for a word of explanation. */
  refusals!: Record<string, string>;
}

/** One answer, as typed over the version `base` (the mark's seq; 0 when there was none). `value` absent takes the answer away. */
export class ValueChange {
  @Matches(/^[a-z0-9_.]+(\/[a-z0-9]{6,26}(\/[a-z0-9_.]+)?)?$/, { message: 'Ce code de champ n’a pas la forme attendue.' })
  @MaxLength(200)
  item!: string;

  @ValidateIf((change: ValueChange) => change.value !== undefined)
  @IsDefined({ message: 'Une réponse retirée s’envoie sans «\u00a0value\u00a0», jamais à null.' })
  @JudgedElsewhere()
  value?: unknown;

  @IsInt({ message: 'Indiquez la version lue (0 quand il n’y en avait pas).' })
  @Min(0, { message: 'Indiquez la version lue (0 quand il n’y en avait pas).' })
  @Max(LARGEST, { message: 'Cette version n’existe pas\u00a0: relisez la fiche.' })
  base!: number;

  @Reason(...endsOf(LIMITS.answerReason), { optional: true })
  reason?: string;
}

/** All or nothing. */
export class ChangeValues {
  @IsArray({ message: 'Envoyez la liste des réponses modifiées.' })
  @ArrayMinSize(1, { message: 'Envoyez au moins une réponse.' })
  @ArrayMaxSize(500, { message: 'Envoyez 500 réponses au plus à la fois.' })
  @IsObject({ each: true, message: 'Chaque réponse est un objet\u00a0: item, value, base.' })
  @ValidateNested({ each: true })
  @Type(() => ValueChange)
  changes!: ValueChange[];
}

/** What was saved: new marks, calculated values, and the signatures that the change voided. */
export class ValuesSaved {
  marks!: Record<string, MarkView>;
  /** Calculated values that changed: key to value, null when it is gone. */
  calculated!: Record<string, unknown>;
  contentVersion!: number;
  stateVersion!: number;
  savedAt!: string;
  voided!: SignatureRole[];
  filled!: number;
  missing!: number;
  applicable!: number;
}

/** For which signature. */
export class ListGaps {
  @IsIn(['prescriber', 'pharmacist'], { message: 'Indiquez la qualité\u00a0: role=prescriber ou role=pharmacist.' })
  role!: SignatureRole;
}

export class GapList {
  items!: GapView[];
}

export class AskSignature {
  @IsIn(['prescriber', 'pharmacist'], { message: 'Dites en quelle qualité vous signez.' })
  role!: SignatureRole;

  /** The content that was read: what is signed is what was shown. */
  @IsInt({ message: 'Indiquez la version lue de la fiche.' })
  @Min(0, { message: 'Indiquez la version lue de la fiche.' })
  @Max(LARGEST, { message: 'Cette version n’existe pas\u00a0: relisez la fiche.' })
  contentVersion!: number;
}

/** A one-time intent: the browser goes to the provider, which authenticates afresh, and comes back signed. */
export class SigningIntentView {
  id!: string;
  redirectTo!: string;
}

/** Who else has the form open now, and the versions, to know whether to read again. */
export class PresenceView {
  others!: PresentPerson[];
  contentVersion!: number;
  stateVersion!: number;
}

export class PresentPerson {
  name!: string;
  role!: string;
}

/** What became of one value: who, where, when, old, new, why. */
export class HistoryEntry {
  seq!: number;
  at!: string;
  actorName!: string;
  actorRole!: string;
  centreName?: string;
  item!: string;
  label!: string;
  /** Nothing was answered: `label` says what happened to the form. */
  isAct?: boolean;
  /** A value that nobody typed came to stand there, or was put aside: no answer. */
  carried?: 'brought' | 'put-aside';
  old?: string;
  new?: string;
  reason?: string;
}

/** Of one value, by its key; of all when absent. */
export class ReadHistory {
  @IsOptional()
  @IsString({ message: 'Indiquez un seul champ.' })
  @MaxLength(200, { message: 'Ce code de champ n’a pas la forme attendue.' })
  item?: string;
}

export class HistoryList {
  items!: HistoryEntry[];
}
