import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { Day, TextWithin } from '#kernel/api';
import { AUTHORITIES } from '#authorisations/domain';
import { LIMITS, type CalendarDate } from '#kernel/domain';
import type { AuthorisationKind } from '../authorisations.messages.js';
import type { DecidingAuthority } from '../decisions.messages.js';

/** Digits, with what people leave between them. */
const UCD_AS_COPIED = /^[\d\s.-]{0,40}$/;
const KINDS = ['AAP-PRE-AMM', 'AAP-POST-AMM', 'AAC', 'AAC-PRE-PRECOCE', 'CPC'] as const;

/** A company that exploits medicines. */
export class HolderView {
  id!: string;
  name!: string;
}

export class HolderList {
  items!: HolderView[];
}

export class EnterHolder {
  @IsString()
  @TextWithin(LIMITS.personName, { missing: 'Indiquez le nom de l’exploitant.' })
  name!: string;
}

/** Indications of one medicine, and whether one access opens them all (charter C3.3). */
export class GroupView {
  id!: string;
  name!: string;
  access!: 'single' | 'separate';
  /** Of the authorisations in it. */
  indications!: string[];
}

export class GroupList {
  items!: GroupView[];
}

export class MakeGroup {
  @IsString()
  @TextWithin(LIMITS.personName, { missing: 'Indiquez le nom du groupe.' })
  name!: string;

  @IsIn(['single', 'separate'], {
    message: 'Choisissez si un seul accès ouvre tout le groupe, ou si chaque indication s’ouvre séparément.',
  })
  access!: 'single' | 'separate';
}

/** An authorisation with its grant: what it is, from when to when, whose decision (charter R1, R2). */
export class OpenAuthorisation {
  @Matches(/^[A-Z0-9]{2,8}$/, {
    message: 'Le code a 2 à 8 lettres capitales ou chiffres, par exemple TEC\u00a0: il commence le numéro des patients.',
  })
  code!: string;

  @Matches(/^[a-z0-9-]{2,40}$/, { message: 'Choisissez l’exploitant dans la liste.' })
  holderId!: string;

  @IsIn(KINDS, { message: 'Choisissez une nature d’accès de la liste.' })
  kind!: AuthorisationKind;

  @IsString()
  @TextWithin(LIMITS.medicineName, { missing: 'Indiquez le nom du médicament.' })
  medicine!: string;

  @IsString()
  @TextWithin(LIMITS.medicineName, { missing: 'Indiquez la dénomination commune internationale (DCI).' })
  inn!: string;

  @IsString()
  @TextWithin(LIMITS.indication, { missing: 'Indiquez l’indication, dans les mots de la décision.' })
  indication!: string;

  @IsOptional()
  @Matches(/^[A-Z0-9]{4,10}$/, { message: 'Le code indication a 4 à 10 lettres capitales ou chiffres, par exemple CTECL01.' })
  indicationCode?: string;

  /** Each with its check digit. */
  @IsArray()
  @ArrayMaxSize(30, { message: '30 codes UCD au plus.' })
  @Matches(UCD_AS_COPIED, { each: true, message: 'Un code UCD a 13 chiffres, par exemple 3400894061175.' })
  @ApiProperty({ type: 'array', items: { type: 'string', pattern: UCD_AS_COPIED.source } })
  ucdCodes!: string[];

  @Matches(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, {
    message: 'Le code du protocole est fait de lettres capitales, de chiffres et de tirets, par exemple TECVAYLI.',
  })
  protocolCode!: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez le groupe dans la liste.' })
  groupId?: string;

  @Day()
  day!: CalendarDate;

  @Day()
  term!: CalendarDate;

  @Day()
  decidedOn!: CalendarDate;

  @IsIn(AUTHORITIES, { message: 'Choisissez une autorité de la liste.' })
  authority!: DecidingAuthority;

  @TextWithin(LIMITS.documentReference, { missing: 'Indiquez la référence du document\u00a0: numéro, titre ou adresse.' })
  document!: string;
}

/** Where it is from now on. */
export class OpenedAuthorisation {
  id!: string;
}
