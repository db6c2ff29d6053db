import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { PersonRef, Sought, TextWithin } from '#kernel/api';
import { LIMITS } from '#kernel/domain';
import { TransmissionView } from './transmission.messages.js';

/** Where a declaration stands against its delay. */
export class ClockView {
  /** The last day, `YYYY-MM-DD`. */
  dueOn!: string;
  /** Negative once it is past. */
  daysLeft!: number;
  urgency!: 'overdue' | 'soon' | 'later';
  /** Which delay, and why, in words. */
  delay!: string;
  /** How much is left, in words. */
  words!: string;
}

/** A term of MedDRA: a lowest level term and the preferred one it belongs to. */
export class TermView {
  code!: string;
  name!: string;
  ptCode!: string;
  ptName!: string;
  /** Empty where the dictionary was loaded without its organ classes. */
  socName!: string;
}

/** The code that pharmacovigilance gave to a verbatim, beside the form. */
export class CodingView {
  term!: TermView;
  /** Version of the dictionary that it was taken from. */
  dictionary!: string;
  codedAt!: string;
  codedBy!: PersonRef;
  /** The verbatim was typed again since. */
  stale!: boolean;
}

/** What the declarant wrote. */
export class VerbatimView {
  item!: string;
  label!: string;
  text!: string;
  coding?: CodingView;
}

/** One form of a case. */
export class DeclarationView {
  formId!: string;
  /** 1 for the first; the following complete it. */
  version!: number;
  /** Day 0: its first save, UTC. Absent while it was only opened. */
  receivedAt?: string;
  serious!: 'yes' | 'no' | 'unknown';
  /** Seriousness in words. */
  seriousWords!: string;
  /** In words; another thing than seriousness. */
  grade?: string;
  /** The day on which the declarant says to have known. */
  aware?: string;
  /** Until it was transmitted. */
  clock?: ClockView;
  acknowledgedAt?: string;
  acknowledgedBy?: PersonRef;
  /** Once it was: its clock is stopped. */
  transmitted?: TransmissionView;
  /** Answers changed since it was taken in charge, or transmitted. */
  changedSince!: boolean;
  state!: 'in-progress' | 'complete';
  missing!: number;
  verbatims!: VerbatimView[];
}

/** A case on the desk: what its declarations say now. */
export class CaseSummary {
  id!: string;
  kind!: 'EI' | 'SP';
  /** Title of its form, in the words of the PUT. */
  title!: string;
  enrolmentId!: string;
  registrationNumber?: string;
  /** As everyone names the patient: `DUP JE`. */
  letters!: string;
  authorisationId!: string;
  authorisationCode!: string;
  medicine!: string;
  centreId!: string;
  centreName!: string;
  /** What the latest declaration that answers it says. */
  serious!: 'yes' | 'no' | 'unknown';
  seriousWords!: string;
  grade?: string;
  /** What the declarant wrote first. */
  verbatim?: string;
  /** Verbatims that have no code, or whose code is older than they are. */
  toCode!: number;
  /** Day 0 of the first declaration. */
  receivedAt!: string;
  lastReceivedAt!: string;
  /** The nearest one of what was not transmitted. */
  clock?: ClockView;
  declarations!: number;
  /** How many of them nobody has taken in charge. */
  toAcknowledge!: number;
  /** How many of them are not transmitted. */
  toTransmit!: number;
  /** The last time that all of them were. */
  acknowledgedAt?: string;
  acknowledgedBy?: PersonRef;
  /** The last transmission, once all of them are. */
  transmitted?: TransmissionView;
  changedSince!: boolean;
  stateVersion!: number;
}

/** A case with its thread. */
export class CaseView extends CaseSummary {
  holderName!: string;
  thread!: DeclarationView[];
  /** `declare`: complete it by another declaration. */
  abilities!: ('acknowledge' | 'transmit' | 'undo-transmission' | 'code' | 'declare')[];
}

/** The first cases of a list. Its order moves with what is declared and transmitted: it is never gone on with, but asked again for more. */
export class CasePage {
  items!: CaseSummary[];
  /** Others come after. */
  more!: boolean;
}

/** At most so many in one answer; the whole list is a table (CSV). */
export const MOST_CASES = 300;
const HOW_MANY = { message: `Demandez de 1 à ${MOST_CASES} déclarations.` };

export class ListCases {
  /** What is not transmitted (all of it, not taken in charge, or taken in charge), nearest last day first; what was, or all, latest first. */
  @IsOptional()
  @IsIn(['open', 'to-acknowledge', 'to-transmit', 'transmitted', 'all'], {
    message: 'Choisissez\u00a0: open, to-acknowledge, to-transmit, transmitted ou all.',
  })
  state?: 'open' | 'to-acknowledge' | 'to-transmit' | 'transmitted' | 'all';

  @IsOptional()
  @IsIn(['EI', 'SP'], { message: 'Choisissez\u00a0: EI ou SP.' })
  kind?: 'EI' | 'SP';

  @IsOptional()
  @IsUUID(undefined, { message: 'Cette autorisation n’existe pas.' })
  authorisationId?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'Ce dossier n’existe pas.' })
  enrolmentId?: string;

  @IsOptional()
  @IsString({ message: 'Indiquez un seul centre.' })
  @MaxLength(20, { message: 'Ce centre n’existe pas.' })
  centreId?: string;

  /** How many of the first are shown; 50 when nothing is said. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(HOW_MANY)
  @Min(1, HOW_MANY)
  @Max(MOST_CASES, HOW_MANY)
  most?: number;
}

/** A search is sent as a body: nothing of a patient stands in an address. */
export class SearchCases extends ListCases {
  /** Registration number, letters (`DUP` or `DUP JE`) or birth (`29/02/1980`, `03/1961`). */
  @Sought()
  @IsOptional()
  @IsString({ message: 'La recherche est un texte.' })
  @TextWithin(LIMITS.search, { optional: true })
  search?: string;
}

/** Which verbatim, in which form of the case, and its code; without `code` the one that stands is taken away. */
export class CodeVerbatim {
  @IsUUID(undefined, { message: 'Cette fiche n’existe pas.' })
  formId!: string;

  @IsOptional()
  @Matches(/^\d{8}$/, { message: 'Un code MedDRA a huit chiffres.' })
  code?: string;
}

/** What is looked for: sent as a body, since a declarant’s words may be typed there. */
export class SearchTerms {
  @Sought()
  @IsString({ message: 'Écrivez les mots à chercher.' })
  @TextWithin(LIMITS.termSearch)
  search!: string;
}

/** Terms, nearest first. Without `version` the operator has loaded no dictionary. */
export class TermList {
  version?: string;
  items!: TermView[];
}

/** Where a form stands as a declaration, for anyone who fills it. */
export class DeclarationState {
  /** Absent until its first save. */
  caseId?: string;
  version!: number;
  receivedAt?: string;
  holderName!: string;
  /** Whether the holder has an active account, which is told: without one nobody there is, and the manager sees to it. */
  holderIsTold!: boolean;
  acknowledgedAt?: string;
  /** The day on which it was transmitted. */
  transmittedOn?: string;
  /** The declarations of the same case, this one included. */
  declarations!: number;
  canDeclare!: boolean;
}

/** The form that completes a case: opened, or the one that was opened and not typed in yet. */
export class FollowUpOpened {
  formId!: string;
}

/** A form of the PUT by which one declares. */
export class ChannelForm {
  form!: string;
  kind!: 'EI' | 'SP';
  title!: string;
  canOpen!: boolean;
}

export class ChannelHolder {
  name!: string;
  contactName!: string;
  email!: string;
  phone?: string;
}

export class ChannelPortal {
  label!: string;
  url!: string;
}

/** Where adverse effects and special situations of this patient are declared (charter P3, C8.4). */
export class ChannelsView {
  /** Sentences, the one that decides first. */
  words!: string[];
  /** Whether the national portal is the way, and not only open to all. */
  byPortal!: boolean;
  /** What the PUT itself says. */
  statement!: string;
  portal!: ChannelPortal;
  holder!: ChannelHolder;
  forms!: ChannelForm[];
}

/** The same of an authorisation, for a pharmacist who dispenses without following the patient (charter C9.3). */
export class DispensingChannelsView {
  /** Sentences, the one that decides first. */
  words!: string[];
  byPortal!: boolean;
  portal!: ChannelPortal;
  holderName!: string;
  /** What the PUT itself says, while a version of it is in force. */
  statement?: string;
  /** Whom the PUT says to write to. */
  holder?: ChannelHolder;
}
