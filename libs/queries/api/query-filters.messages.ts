import { Type } from 'class-transformer';
import { IsDefined, IsObject, Length, ValidateNested } from 'class-validator';
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
  @Length(1, 80, { message: 'Donnez un nom de 1 à 80 caractères.' })
  name!: string;

  @IsDefined({ message: 'Envoyez le filtre.' })
  @IsObject({ message: 'Le filtre est un objet.' })
  @ValidateNested()
  @Type(() => QueryFilter)
  filter!: QueryFilter;
}
