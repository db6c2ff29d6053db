import type { EntityManager } from 'typeorm';
import type { Ctx } from '#kernel/api';

/** An authorisation that follows a protocol. */
export interface Follower {
  readonly id: string;
  readonly code: string;
  readonly medicine: string;
  readonly indication: string;
  readonly protocolCode: string;
}

/** What versions need to know of the authorisations that follow their protocols, which stand on a floor above: `authorisations` provides it. */
export abstract class Followers {
  /** The authorisations whose protocol the actor may read, by medicine, then code. */
  abstract readable(ctx: Ctx): Promise<Follower[]>;

  /** Every authorisation that follows this protocol, the actor's or not, by code: an act on a version concerns them all. */
  abstract of(tx: EntityManager, code: string): Promise<Follower[]>;
}
