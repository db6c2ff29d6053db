import { own } from '#kernel/domain';
import type { IconName } from '../parts/icons.js';
import type { RoleName } from '#kernel/domain';

/** A place of the rail: places, never acts. */
export interface Place {
  readonly path: string;
  readonly label: string;
  /** For the bar of a phone: shorter, or with the hyphen where it may be cut. */
  readonly short?: string;
  readonly icon: IconName;
  /** Other addresses that belong to it. */
  readonly covers?: readonly string[];
  /** Who has something to do there; `all` are those without a role too. What they may do there is the API's answer, row by row. */
  readonly roles: readonly RoleName[] | 'all';
  /** Where it stands among the others: the lowest first. */
  readonly rank: number;
  /** For whom it stands elsewhere. */
  readonly rankOf?: Partial<Readonly<Record<RoleName, number>>>;
}

/** The rail of a role, in its order. */
export function placesOf(places: readonly Place[], role: string | undefined): readonly Place[] {
  const rank = ({ rank, rankOf = {} }: Place) => (role ? own<number | undefined>(rankOf, role) : undefined) ?? rank;
  return places.filter(({ roles }) => roles === 'all' || roles.some((each) => each === role)).sort((one, other) => rank(one) - rank(other));
}

/** Whether an address is in that place. */
export function isIn({ path, covers = [] }: Place, url: string): boolean {
  const address = url.split(/[?#]/)[0] ?? '';
  return address === path || [`${path}/`, ...covers].some((start) => start !== '//' && address.startsWith(start));
}
