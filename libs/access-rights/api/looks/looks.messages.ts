import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Day, NotBefore } from '#kernel/api';

/** Narrows the access log. */
export class ListMyLooks {
  /** From this day on, in Paris. */
  @IsOptional()
  @Day({ optional: true })
  from?: string;

  /** Until this day, that day included. */
  @IsOptional()
  @Day({ optional: true })
  @NotBefore('from')
  to?: string;

  /** What was given, or what was refused. */
  @IsOptional()
  @IsIn(['given', 'refused'], { message: 'Choisissez «\u00a0given\u00a0» ou «\u00a0refused\u00a0».' })
  outcome?: 'given' | 'refused';

  /** What was looked at, by its id: a file, a form, a query. */
  @IsOptional()
  @IsString()
  @Length(1, 100, { message: 'Indiquez l’identifiant de ce qui a été regardé.' })
  subjectId?: string;

  @IsOptional()
  @IsString()
  cursor?: string;
}

/** Narrows it to someone too. */
export class ListLooks extends ListMyLooks {
  @IsOptional()
  @IsUUID(undefined, { message: 'Choisissez une personne.' })
  personId?: string;
}

/** One look: who, when, from where, at what, and whether it was given. It names no patient. */
export class LookView {
  at!: string;
  personId!: string;
  personName!: string;
  role!: string;
  centreName?: string;
  action!: 'read' | 'listed' | 'printed' | 'exported' | 'asked';
  subjectType!: string;
  /** What that is called, in words. */
  subject!: string;
  /** `*` for a list. */
  subjectId!: string;
  outcome!: 'given' | 'forbidden' | 'absent';
  /** By which rule it was refused. */
  rule?: string;
  address?: string;
  device?: 'computer' | 'tablet' | 'phone' | 'other';
  /** What a list was narrowed to. */
  filter?: string;
}

export class LookPage {
  items!: LookView[];
  next?: string;
}
