import type { Condition, Operand } from './vocabulary.js';

/** What of the patient's identity an item holds: projected on the patient row in the same transaction. */
export type PatientBinding = 'patient.familyLetters' | 'patient.givenLetters' | 'patient.birth' | 'patient.sex';
/** What is known of people, of the place and of the medicine without asking. `declarant` is the person who has the form open, whatever their role. */
export type PrefillWord =
  | `prescriber.${'familyName' | 'givenName' | 'rpps' | 'email' | 'phone' | 'service'}`
  | `pharmacist.${'familyName' | 'givenName' | 'rpps' | 'email' | 'phone'}`
  | `declarant.${'name' | 'familyName' | 'givenName' | 'rpps' | 'email' | 'phone' | 'service' | 'quality'}`
  | 'medicine.name'
  | 'centre.name'
  | 'centre.finess'
  | 'centre.department'
  | 'today';
/** The last answer that the patient's forms have at one of these items: the lot of the last administration. */
export interface PrefillFrom {
  readonly lastOf: readonly FormItem[];
}
/** What an item may be filled with on request. In the FAT these are answers; elsewhere they stand to be confirmed, and declare nothing. */
export type PrefillBinding = PrefillWord | PrefillFrom;

/** An item of a form that is filled once. */
export interface FormItem {
  readonly form: string;
  readonly item: string;
}

export type MissingReason = 'ND' | 'NF' | 'NA';

/** What every item says, whatever its kind. */
export interface ItemBase {
  /** Unique in its form; lower case, digits, `.` and `_`. */
  readonly code: string;
  readonly label: string;
  /** Place of the item in the PUT (charter C1.1): no item without one. */
  readonly place: string;
  /** How far this cell is known to be what the published PUT says: `V2`, `G`, `S`, `T`, `D`… as in the dossier's flags. */
  readonly reliability: string;
  readonly help?: string;
  readonly required?: boolean;
  /** Required only while this is true; unknown requires nothing. Not beside `required`. */
  readonly requiredWhen?: Condition;
  /** The item applies only while this is true; unknown shows nothing. */
  readonly when?: Condition;
  readonly binds?: PatientBinding;
  readonly prefill?: PrefillBinding;
  /** What was answered elsewhere (the visit before, another access) may be carried here, to be confirmed. Nothing is carried where this is not said. */
  readonly reusable?: boolean;
  /** Missing reasons the PUT accepts. */
  readonly missingReasons?: readonly MissingReason[];
}

export interface TextItem extends ItemBase {
  readonly type: 'text' | 'long';
  readonly maxLength: number;
  readonly format?: 'letters' | 'finess' | 'rpps' | 'email' | 'phone';
  /** With format `letters`: exactly this many capital letters without accents. */
  readonly length?: number;
}
export interface NumberItem extends ItemBase {
  readonly type: 'int' | 'dec';
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  /** Digits after the decimal point, `dec` only; 2 when not given. */
  readonly digits?: number;
}
export interface DateItem extends ItemBase {
  /** `date` YYYY-MM-DD, `month` YYYY-MM, `partialDate` YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly type: 'date' | 'month' | 'partialDate';
  readonly notBefore?: Operand;
  readonly notAfter?: Operand;
}
export interface TimeItem extends ItemBase {
  /** `HH:MM` on 24 hours, where the centre is. */
  readonly type: 'time';
  /** The first and the last minute that may be answered, `HH:MM`. */
  readonly min?: string;
  readonly max?: string;
}
export interface DateTimeItem extends ItemBase {
  /** `YYYY-MM-DDTHH:MM`, where the centre is. */
  readonly type: 'dateTime';
  readonly notBefore?: Operand;
  readonly notAfter?: Operand;
}
export interface ChoiceItem extends ItemBase {
  /** `on` and `oni` are choices of the lists ON (O, N) and ONI (O, N, I), which every protocol has. */
  readonly type: 'choice' | 'multi' | 'on' | 'oni';
  /** Name of a code list; not given for `on` and `oni`. */
  readonly list?: string;
  /** `multi`: a code that excludes the others, e.g. AUCUNE. */
  readonly exclusive?: string;
}
/** Computed, never typed; `null` operands make it absent. */
export interface CalculatedItem extends ItemBase {
  readonly type: 'calc';
  readonly result: 'int' | 'dec';
  readonly unit?: string;
  readonly formula: Operand;
}

/** The item of each kind, by the word that protocols write. A new kind begins here: the compiler then asks for what it is in `kinds` and how it is drawn. */
export interface ItemsByKind {
  readonly text: TextItem;
  readonly long: TextItem;
  readonly int: NumberItem;
  readonly dec: NumberItem;
  readonly date: DateItem;
  readonly month: DateItem;
  readonly partialDate: DateItem;
  readonly time: TimeItem;
  readonly dateTime: DateTimeItem;
  readonly choice: ChoiceItem;
  readonly multi: ChoiceItem;
  readonly on: ChoiceItem;
  readonly oni: ChoiceItem;
  readonly calc: CalculatedItem;
}
export type ItemKind = keyof ItemsByKind;
export type Item = ItemsByKind[ItemKind];
