/**
 * The protocol language: a PUT (protocole d'utilisation thérapeutique) as data. Everything that screens show and the API
 * enforces is computed from one such document; it is immutable once used. This file is only types; what they mean is
 * in the functions beside it.
 */

import type { FormItem, Item, MissingReason } from './items.js';
import type { Reuse } from './reuse.js';
import type { Condition } from './vocabulary.js';

export type * from './items.js';
export type * from './reuse.js';
export type { Comparator, Condition, ItemName, Operand, Scalar } from './vocabulary.js';

/** A whole protocol version, as stored and as sent to the browser. */
export interface Protocol {
  /** Capital letters, digits and hyphens, e.g. `ENHERTU-HER2-FAIBLE`. */
  readonly code: string;
  readonly version: number;
  /** True for the protocols shipped for demonstration: their field tables are not transcriptions of a published PUT. */
  readonly demonstration: boolean;
  readonly put: PutMetadata;
  /** Full birth date instead of month and year (CNIL RS-003, RS-004: paediatric context only). */
  readonly paediatric: boolean;
  readonly codeLists: Readonly<Record<string, readonly CodeListEntry[]>>;
  readonly forms: readonly Form[];
  readonly calendar: Calendar;
  /** Items of the PUT left without a field, each with the reason; told at import (charter C1.1). */
  readonly uncollected?: readonly { readonly place: string; readonly label: string; readonly reason: string }[];
  /** Where a part of what the PUT asks is collected, when that is not here (charter C1.8). */
  readonly registries?: readonly Registry[];
  /** Of a PUT-SP alone: what the FAT of the early access that follows takes up. */
  readonly reuse?: Reuse;
}

/** The cover of the PUT (charter P6 shows it with its contact cell). Dates are calendar days `YYYY-MM-DD`. */
export interface PutMetadata {
  readonly kind: 'PUT-RD' | 'PUT-SP';
  readonly title: string;
  readonly medicine: string;
  readonly inn: string;
  readonly indication: string;
  readonly holder: string;
  readonly grantedOn: string;
  readonly availableOn?: string;
  readonly updatedOn: string;
  readonly reportEveryMonths?: number;
  readonly contact: { readonly name: string; readonly email: string; readonly phone?: string };
  readonly dataProtection?: string;
  /** Where adverse effects are declared under this PUT, in words. */
  readonly adverseEffects: string;
}

/** A registry, e.g. DESCAR-T: the forms whose answers are given there are not asked here. */
export interface Registry {
  readonly name: string;
  /** Where one types in it. */
  readonly url?: string;
  readonly forms: readonly string[];
}

export interface CodeListEntry {
  readonly code: string;
  readonly label: string;
}

/** `FAT` opens the request, `INC` an inclusion that needs no opinion; the others are follow-up. */
export type FormKind = 'FAT' | 'INC' | 'FIT' | 'SUIVI' | 'ARRET' | 'EI' | 'SP' | 'QDV';

export interface Form {
  readonly code: string;
  readonly kind: FormKind;
  readonly title: string;
  /** Place in the PUT, e.g. `Annexe 1, fiche d'accès`. */
  readonly place: string;
  readonly occurs: 'once' | 'per-visit' | 'on-event';
  /** The item that says on which day it took place: a full date. */
  readonly heldOn?: string;
  /** What pharmacovigilance reads of a declaration, `EI` and `SP` only. */
  readonly case?: CaseItems;
  readonly sections: readonly Section[];
  readonly checks?: readonly Check[];
  readonly proposes?: readonly Proposal[];
  readonly signatures?: readonly SignatureRule[];
}

/** The items of a declaration that pharmacovigilance works with. Grade is how intense, seriousness what came of it: never the same item. */
export interface CaseItems {
  /** Yes or no: the clock depends on it. */
  readonly serious?: string;
  readonly grade?: string;
  /** What happened, in the declarant's own words: pharmacovigilance codes them, the centre never does. */
  readonly verbatims?: readonly string[];
  /** The day on which the declarant knew. Day 0 is another: when the declaration was first saved. */
  readonly aware?: string;
}

export interface Section {
  readonly code: string;
  readonly title: string;
  /** Who types it: a centre's professionals, or the patient in the presence of one. */
  readonly enteredBy: 'centre' | 'patient';
  readonly help?: string;
  readonly when?: Condition;
  readonly content: readonly (Item | Group)[];
}

/** A repeating group. Row keys are `code/rowId`; a row's items are `code/rowId/item`; under its own code someone states that it has none. */
export interface Group {
  readonly type: 'group';
  readonly code: string;
  readonly label: string;
  /** The word for one row, e.g. `traitement`. */
  readonly rowLabel: string;
  readonly place: string;
  readonly min?: number;
  readonly max?: number;
  /** Without a row it is not missing: the PUT does not ask whether there is any. Elsewhere someone states that there is none. */
  readonly mayBeEmpty?: boolean;
  readonly when?: Condition;
  readonly items: readonly Item[];
}

/** Must hold once its items are answered: `hard` refuses the signature, `soft` asks (a query), `notice` only warns (charter P5). */
export interface Check {
  readonly code: string;
  readonly level: 'hard' | 'soft' | 'notice';
  readonly assert: Condition;
  /** The items at which the message is shown; the first one leads there. */
  readonly items: readonly string[];
  /** French: what is wrong and what to do. */
  readonly message: string;
}

/** Another form that answers call for, e.g. the declaration of an adverse effect. It is proposed, never opened by itself. */
export interface Proposal {
  readonly form: string;
  readonly when: Condition;
  /** Codes that the proposed form may take up, by item: offered to anyone who fills it, never answered by themselves. */
  readonly with?: Readonly<Record<string, string | readonly string[]>>;
}

export interface SignatureRule {
  readonly role: 'prescriber' | 'pharmacist';
  /** What the signature says, shown and bound with it. */
  readonly meaning: string;
  /** Codes of the sections it covers. */
  readonly covers: readonly string[];
}

export interface Calendar {
  /** The day 0 of the visits; not given where the PUT has no visit. */
  readonly anchor?: FormItem;
  /** Stands for the day 0 until it is known: what the FAT foresees. Visits counted from it are announced, never late. */
  readonly forecast?: FormItem;
  /** The day of the definitive stop; when not given, the first date that the form of kind ARRET asks. */
  readonly stop?: FormItem;
  /** Where a death or the end of follow-up is told: nothing is asked of the patient from then on, visits after the stop neither. */
  readonly ends?: readonly EndOfFollowUp[];
  readonly visits: readonly Visit[];
  /** A visit that nobody planned, as often as it happens, where the PUT has forms for it. */
  readonly unscheduled?: UnscheduledVisit;
}
/** An answer that ends the follow-up: one of these codes, in any form that can tell it. */
export interface EndOfFollowUp {
  readonly form: string;
  readonly item: string;
  readonly codes: readonly string[];
  /** The date of the same form that says when; the day of the form when not given, or not answered. */
  readonly day?: string;
}
export interface Visit {
  readonly code: string;
  readonly label: string;
  /** Counted from this day instead of the calendar's: from the stop, for visits after the treatment. */
  readonly anchor?: FormItem;
  readonly offset: Duration;
  readonly window: { readonly before: number; readonly after: number };
  readonly forms: readonly string[];
  /** Repeats at this interval until the definitive stop, at most `times`. */
  readonly every?: Duration & { readonly times: number };
  /** A visit after the treatment: the definitive stop does not take it away. */
  readonly keptAfterStop?: boolean;
}
export interface UnscheduledVisit {
  readonly code: string;
  readonly label: string;
  readonly forms: readonly string[];
}
export interface Duration {
  readonly unit: 'days' | 'weeks' | 'months';
  readonly value: number;
}

/**
 * A value, in the one shape it has everywhere. `dec` is a string with a point (`"70.5"`), so that what was typed is what is
 * kept; `int` a number; dates and times ISO strings without zone; `choice` a code; `multi` codes in the order of the list; the existence of a row `true`; a group stated
 * empty `'none'`.
 * An answer taken away is an absent key, never null.
 */
export type Value = string | number | true | readonly string[] | { readonly missing: MissingReason };
/** By item key: `item`, `group`, `group/rowId`, `group/rowId/item`. */
export type Values = Readonly<Record<string, Value>>;

/**
 * What rules see beside the values: the day where the centre is, and the patient's other forms and previous visit, of which only the values
 * that apply (`applicability(…).values`): what is hidden there must not act here either.
 */
export interface Env {
  readonly today: string;
  /** The day of the favourable opinion; not known to the FAT, which comes before it, nor where there is none (charter R7). */
  readonly decisionDate?: string;
  /** Code of the visit at which the form is filled, that of the unscheduled one included. */
  readonly visit?: string;
  readonly visitDate?: string;
  readonly visitFrom?: string;
  readonly visitUntil?: string;
  readonly previousVisit?: Values;
  readonly forms?: Readonly<Record<string, Values>>;
  /** By form, the codes of those answers that are partial dates: text alone does not tell the year 2024 from the number. */
  readonly partialDates?: Readonly<Record<string, readonly string[]>>;
  /** The day or month of birth, as the request says it, and the day 0 of the treatment: what the product asks every date to follow. */
  readonly birth?: string;
  readonly treatedFrom?: string;
}
