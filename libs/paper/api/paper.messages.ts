import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** A form that may be had blank. */
export class BlankFormLine {
  code!: string;
  title!: string;
}

/** The blank forms of an authorisation: those of the version in force (charter C2.1). */
export class BlankFormList {
  /** Not given where no version is in force, or nothing is collected. */
  version?: number;
  items!: BlankFormLine[];
}

/** The visit for which a form is filled. */
export class BlankVisit {
  @IsOptional()
  @Matches(/^[A-Z0-9][A-Z0-9_]{0,59}$/, { message: 'Ce code de visite n’a pas la forme attendue.' })
  visit?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'Le rang de la visite est un nombre entier.' })
  @Min(1)
  @Max(1000)
  occurrence?: number;
}
