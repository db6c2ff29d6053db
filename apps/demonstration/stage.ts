import type { INestApplicationContext, Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Contexts } from '#access-rights/api';
import type { Actor, Ctx } from '#kernel/api';
import type { Player } from './cast.js';

/** Where stories are played: the product's own services, and who acts. Its rights, its journal and its notifications are real. */
export class Stage {
  readonly db: DataSource;
  private readonly contexts: Contexts;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly cast: ReadonlyMap<string, Player>,
  ) {
    this.db = app.get(DataSource);
    this.contexts = app.get(Contexts);
  }

  get<T>(service: Type<T>): T {
    return this.app.get(service);
  }

  as<T>(actor: Actor, act: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.contexts.inTransaction(actor, 'demonstration', act);
  }

  /** The day where that person works. */
  async today(actor: Actor): Promise<string> {
    return (await this.contexts.contextFor(actor, 'demonstration')).today;
  }

  player(login: string, centreId?: string): Player {
    const key = centreId
      ? `${login}@${centreId}`
      : ([...this.cast.keys()].find((one) => one === login || one.startsWith(`${login}@`)) ?? login);
    const player = this.cast.get(key);
    if (!player) throw new Error(`Nobody plays ${key}.`);
    return player;
  }
}
