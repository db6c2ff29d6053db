import { Type } from 'class-transformer';
import {
  Allow,
  IsBoolean,
  IsIn,
  IsOptional,
  ArrayMaxSize,
  IsDefined,
  IsArray,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { JudgedElsewhere } from '#kernel/api';

const CODE = { message: 'Ce code n’a pas la forme attendue.' };

/** What becomes of the answers of an item, or of the rows of a group, that the new version lacks; `to` null: they leave the data. */
export class ItemMoveMessage {
  @IsString(CODE)
  @MaxLength(200, CODE)
  form!: string;

  @IsString(CODE)
  @MaxLength(200, CODE)
  from!: string;

  @ValidateIf((move: ItemMoveMessage) => move.to !== null)
  @IsString(CODE)
  @MaxLength(200, CODE)
  to!: string | null;

  /** Instead of `to`: they leave the data, since no field can hold them, and a query on the form asks the centre about them. */
  @IsOptional()
  @IsBoolean({ message: 'Indiquez true ou false.' })
  keep?: boolean;
}

/** What becomes of an answer that the new version refuses; `to` null: it leaves the data. */
export class ValueMoveMessage {
  @IsString(CODE)
  @MaxLength(200, CODE)
  form!: string;

  /** Code of the item, in the new version. */
  @IsString(CODE)
  @MaxLength(200, CODE)
  item!: string;

  @IsDefined({ message: 'Indiquez la réponse refusée.' })
  @JudgedElsewhere()
  from!: unknown;

  @Allow()
  @JudgedElsewhere()
  to!: unknown;

  /** Instead of `to`: it stays as it is, and a query asks the centre about it. */
  @IsOptional()
  @IsBoolean({ message: 'Indiquez true ou false.' })
  keep?: boolean;
}

/** Which forms go to this version, and how. Without a word, an answer goes to the item of the same code. */
export class AskPassage {
  @IsUUID(undefined, { message: 'Indiquez la version que les fiches quittent.' })
  fromVersionId!: string;

  @IsArray({ message: 'Envoyez la liste des champs.' })
  @ArrayMaxSize(500, { message: 'Envoyez 500 champs au plus.' })
  @IsObject({ each: true, message: 'Chaque champ est un objet\u00a0: form, from, to.' })
  @ValidateNested({ each: true })
  @Type(() => ItemMoveMessage)
  items!: ItemMoveMessage[];

  @IsArray({ message: 'Envoyez la liste des réponses.' })
  @ArrayMaxSize(500, { message: 'Envoyez 500 réponses au plus.' })
  @IsObject({ each: true, message: 'Chaque réponse est un objet\u00a0: form, item, from, to.' })
  @ValidateNested({ each: true })
  @Type(() => ValueMoveMessage)
  values!: ValueMoveMessage[];

  /** What becomes of every other answer that the new version refuses, all alike: it stays and a query asks about it, or it leaves the data. */
  @IsOptional()
  @IsIn(['keep', 'leave'], { message: 'Choisissez\u00a0: keep ou leave.' })
  rest?: 'keep' | 'leave';
}

export class CodedLabel {
  code!: string;
  label!: string;
}

/** A field of the former version that nobody said what becomes of. */
export class UnmappedItem {
  form!: string;
  formTitle!: string;
  item!: string;
  label!: string;
  /** Where its answers could go. */
  choices!: CodedLabel[];
  /** Forms in which it is answered. */
  forms!: number;
}

/** An answer before and after, in words. */
export class MovedAnswer {
  label!: string;
  /** The label under which it stands afterwards, when it is not the same. */
  toLabel?: string;
  old!: string;
  new?: string;
}

/** An answer that the new version refuses: someone decides. */
export class RefusedAnswer {
  form!: string;
  item!: string;
  label!: string;
  /** As it is stored, to be sent back with the decision. */
  value!: unknown;
  words!: string;
  message!: string;
  /** The answers that the new version has. */
  choices!: CodedLabel[];
}

/** What becomes of one form. */
export class FormPassageView {
  formId!: string;
  enrolmentId!: string;
  registrationNumber?: string;
  /** As everyone names the patient: `DUP JE`. */
  letters?: string;
  title!: string;
  centreName!: string;
  /** `ready`: it would go, or went. `undecided`: something is to be said first. `kept`: it keeps its version, `why` says why. */
  outcome!: 'ready' | 'undecided' | 'kept';
  why?: string;
  moved!: MovedAnswer[];
  /** Out of the data, kept in the history. */
  left!: MovedAnswer[];
  /** Fields whose answer stays and does not apply any more. */
  hidden!: string[];
  /** Fields that wait for an answer, and did not before. */
  missing!: string[];
  refused!: RefusedAnswer[];
  /** Fields whose answer stays though this version refuses it, or leaves since it has no such field: a query asks about each. */
  asked!: string[];
}

/** What some forms wait for, all alike: so that anyone who decides sees how many would go, without a new preview. */
export class AwaitedDecisions {
  /** Keys of what is to be said: `form/item` of a field, `form/item/answer` (as JSON) of an answer. */
  needs!: string[];
  forms!: number;
}

/** What a passage would do, or did, form by form: of those that go, of those that wait, of those that keep their version. */
export class PassagePreview {
  /** Why the act would be refused today, whatever is decided; absent when it may be done. */
  refusal?: string;
  unmapped!: UnmappedItem[];
  /** Each answer that the new version refuses, once, in whatever form it stands. */
  refused!: RefusedAnswer[];
  /** Of the undecided forms. */
  awaited!: AwaitedDecisions[];
  /** At most 500, those to be decided first. */
  forms!: FormPassageView[];
  total!: number;
  ready!: number;
  undecided!: number;
  kept!: number;
}

/** A passage that was made. */
export class PassageView {
  id!: string;
  fromVersion!: number;
  toVersion!: number;
  madeAt!: string;
  madeBy!: string;
  /** Forms that went. */
  forms!: number;
  reverted!: number;
  /** Forms that may still go back: nobody typed in them since. */
  reversible!: number;
}

export class PassageList {
  items!: PassageView[];
}

export class PassageDone {
  passage!: PassageView;
  /** Forms that did not go, or did not go back, each with the reason. */
  kept!: FormPassageView[];
}
