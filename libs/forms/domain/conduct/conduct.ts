import type { Ground, RequestState, Signer } from '#patients/domain';
import type { Env, Form, Values } from '#protocols/domain';
import type { PatientIdentity } from '../reading/identity.js';
import type { FormMessage } from '../say.js';

/** How far the entry of a form is, and where the request of its patient stands. */
export interface FormStanding {
  readonly state: 'in-progress' | 'complete';
  readonly request: RequestState;
  /** On what its enrolment opens. */
  readonly ground: Ground;
}

/** Acts that the state of the form, or of its request, may refuse to everyone. */
export type StatefulAct = 'write' | 'complete' | 'reopen' | 'sign';

/**
 * How a form behaves. There are two ways: that of the FAT, which is the request itself, and that of every other form. What differs between them is said in
 * `REQUEST_CONDUCT` and `FOLLOW_UP_CONDUCT`, side by side, and chosen once by `conductOf`: nothing else of `forms` asks which form it has at hand. Lists of other capabilities ask in SQL.
 */
export interface Conduct {
  /** Why nobody can do this now; undefined when anyone who has the right may. Who is offered an act and who is refused it are told by this alone. */
  whyNot(act: StatefulAct, at: FormStanding): FormMessage | undefined;

  /** Whether each signatory fills a part of it; a form of the follow-up is filled by anyone of the team who has it at hand (charter C5.5). */
  readonly isFilledInParts: boolean;

  /** How what the tool knows already comes into it: as answers of a draft, or as carried values that a person has still to confirm (charter C8.2). */
  readonly takesKnownAs: 'answers' | 'carried-values';

  /** Whether its rules read the patient's other forms, its visit and its days. */
  readonly readsOtherForms: boolean;

  /** What its rules see beside its own answers, of all that is known there. */
  seen(env: Env): Env;

  /** Whether an ended entry refuses answers that contradict each other: where no signature will ask for them to agree. */
  readonly refusesContradictions: boolean;

  /** Whether it waits for its signatures; elsewhere they are offered and never asked for (charter C5.6). */
  readonly awaitsSignatures: boolean;

  /** Codes of the sections in which nothing may be missing or wrong for signatures in these roles, made or about to be (charter C5.6). */
  wholeFor(form: Form, roles: readonly Signer[]): readonly string[];

  /** Codes of the sections whose gaps are listed to anyone who would sign in that role. */
  listedFor(form: Form, role: Signer): readonly string[];

  /** Whether ending, opening again, signing it and voiding a signature are events of the request (charter C5.6, P1). */
  readonly movesRequest: boolean;

  /** Whether it is signed only while its authorisation takes new requests (charter R5). */
  readonly needsAuthorisationInForce: boolean;

  /** Whether a signature in that role makes the access request of its signatory (charter C5.8). */
  makesAccessRequest(role: Signer): boolean;

  /** Who the patient is, as it says it; undefined where a form does not say it: one that names nobody does not unname them. */
  identityTold(form: Form, values: Values, env: Env): PatientIdentity | undefined;

  /** What prevents it from being locked by anyone: nothing holds up a request before its opinion (charter C11.2); another form is typed first. */
  whyNotLockable(at: FormStanding): 'undecided' | 'typed' | undefined;

  /** Whether it is opened in the course of the follow-up; the FAT is made with its request. */
  readonly opensInFollowUp: boolean;

  /** Why it is never taken back as opened by mistake; undefined when it may be. */
  readonly whyNeverWithdrawn: FormMessage | undefined;

  /** Whether an entry of the journal says which form it is about; the FAT is « la fiche ». */
  readonly isNamedInJournal: boolean;

  /** Where it stands, as its paper says it. */
  standingOnPaper(at: FormStanding): FormMessage;
}
