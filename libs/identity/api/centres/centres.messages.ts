import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsInt, IsOptional, IsString, Min, ValidateNested } from 'class-validator';
import { Sought, TextWithin } from '#kernel/api';
import { LIMITS } from '#kernel/domain';

/** So many lines of a file at once: there are some four thousand hospitals in the whole register. */
const MOST = 6000;
const TEXT = 'Un texte est attendu.';

/** A health establishment that Passerelle knows: by a file of the register, or since someone of it signed in. */
export class CentreView {
  /** Its FINESS number. */
  id!: string;
  name!: string;
  /** FINESS number of its legal body. */
  legalId!: string;
  /** Its time zone: what is due today there is asked by its own day. */
  zone!: string;
  /** People who have a profile there. */
  people!: number;
}

export class CentrePage {
  items!: CentreView[];
  next?: string;
}

export class ListCentres {
  /** A part of its name, or the beginning of its number. */
  @IsOptional()
  @Sought()
  @IsString({ message: TEXT })
  @TextWithin(LIMITS.search, { optional: true })
  words?: string;

  @IsOptional()
  @IsString({ message: 'Le repère de page est un texte.' })
  cursor?: string;
}

/** A centre as a line of the file tells it. */
export class ImportedCentre {
  /** Where it stands in the file, from 1: what the report names. */
  @IsInt({ message: 'Le numéro de ligne est un nombre entier.' })
  @Min(1, { message: 'Les lignes se comptent à partir de 1.' })
  line!: number;

  @IsString({ message: TEXT })
  @TextWithin({ min: 0, max: LIMITS.search.max })
  id!: string;

  @IsString({ message: TEXT })
  @TextWithin({ min: 0, max: LIMITS.search.max })
  legalId!: string;

  @IsString({ message: TEXT })
  @TextWithin({ min: 0, max: LIMITS.centreName.max })
  name!: string;
}

export class ImportCentres {
  @IsArray({ message: 'Une liste de centres est attendue.' })
  @ArrayNotEmpty({ message: 'Le fichier n’a aucun établissement hospitalier.' })
  @ArrayMaxSize(MOST, { message: `${MOST} centres au plus peuvent être importés à la fois.` })
  @ValidateNested({ each: true })
  @Type(() => ImportedCentre)
  centres!: ImportedCentre[];
}

/** A line that was not imported, and why. */
export class RefusedLine {
  line!: number;
  message!: string;
}

/** What an import did. */
export class ImportReport {
  made!: number;
  changed!: number;
  unchanged!: number;
  refused!: RefusedLine[];
}
