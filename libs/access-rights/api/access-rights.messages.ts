import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Day, PersonRef } from '#kernel/api';
import type { CalendarDate } from '#kernel/domain';

export type DesignationKind = 'prescriber' | 'pnm';

/** A named person to whom a colleague opened an authorisation in their centre (charter C5.1, C5.4). */
export class DesignationView {
  id!: string;
  kind!: DesignationKind;
  authorisationId!: string;
  authorisationCode!: string;
  medicine!: string;
  centreId!: string;
  designee!: PersonRef;
  designator!: PersonRef;
  /** Its author works in the centre no more: a pharmacist or a prescriber of the authorisation renews or withdraws it. */
  designatorLeft?: true;
  startsOn!: string;
  endsOn!: string;
  status!: 'active' | 'ended' | 'withdrawn';
  withdrawnAt?: string;
  /** Who withdrew it. */
  withdrawnBy?: string;
  stateVersion!: number;
  abilities!: ('withdraw' | 'renew')[];
}

export class DesignationList {
  items!: DesignationView[];
}

export class Designate {
  @IsIn(['prescriber', 'pnm'], { message: 'Dites si vous désignez un prescripteur ou un personnel non médical.' })
  kind!: DesignationKind;

  @IsUUID(undefined, { message: 'Choisissez une autorisation de la liste.' })
  authorisationId!: string;

  @IsUUID(undefined, { message: 'Choisissez une personne de la liste.' })
  designeeId!: string;

  @IsOptional()
  @Day({ optional: true })
  endsOn?: CalendarDate;
}

/** One line of the policy, in words: who may do what, by which rule. Made from the policy itself (charter C5.7). */
export class RuleView {
  rule!: string;
  who!: string;
  may!: string;
  what!: string;
  when!: string;
}

export class RuleList {
  items!: RuleView[];
}
