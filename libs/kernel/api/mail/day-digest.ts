import { Injectable } from '@nestjs/common';
import type { Ctx } from '../request/ctx.js';

/** How many of something wait for a person, or happened since: a count in words, and nothing by which a patient could be known (charter C6.2). */
export interface DigestLine {
  /** The same no matter who counts it: of a person who works in several roles, the greatest count is told. */
  readonly name: string;
  readonly count: number;
  readonly words: string;
}

/** What one capability has to say to this person of their day. @param since when they were last told. */
export type DigestPart = (ctx: Ctx, since: Date) => Promise<readonly DigestLine[]>;

/** What each capability says in the daily e-mail: anyone who sends it does not know them. */
@Injectable()
export class DayDigest {
  private readonly parts: DigestPart[] = [];

  /** Declares what is told. Called once, when a module starts. */
  on(part: DigestPart): void {
    this.parts.push(part);
  }

  /** All that there is to tell, in the order in which it was declared. */
  async lines(ctx: Ctx, since: Date): Promise<DigestLine[]> {
    const lines: DigestLine[] = [];
    for (const part of this.parts) lines.push(...(await part(ctx, since)));
    return lines.filter(({ count }) => count > 0);
  }
}
