import { Type } from 'class-transformer';
import { IsDefined, IsObject, ValidateNested } from 'class-validator';
import { TextWithin } from '#kernel/api';
import { LIMITS } from '#kernel/domain';
import { QueryFilter } from './queries.messages.js';

/** A filter that someone keeps under a name: theirs alone. */
export class QueryFilterView {
  id!: string;
  name!: string;
  filter!: QueryFilter;
}

export class QueryFilterList {
  items!: QueryFilterView[];
}

export class SaveQueryFilter {
  @TextWithin(LIMITS.filterName, { missing: 'Donnez un nom.' })
  name!: string;

  @IsDefined({ message: 'Envoyez le filtre.' })
  @IsObject({ message: 'Le filtre est un objet.' })
  @ValidateNested()
  @Type(() => QueryFilter)
  filter!: QueryFilter;
}
