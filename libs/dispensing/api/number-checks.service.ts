import { Inject, Injectable } from '@nestjs/common';
import { Authorisations } from '#authorisations/api';
import { numberTyped } from '#dispensing/domain';
import { AccessLog, Brakes, CONFIG, Problem, type Config, type Ctx } from '#kernel/api';
import { isNumberOf, type NumberUnder } from '#patients/api';
import type { CheckNumber } from './dispensing.messages.js';
import { say, type DispensingAnswer } from './say.js';

const HOUR_MS = 3_600_000;

/**
 * Whether a number is valid for an authorisation: yes or no, asked so often and no more, each question in the access log (charter C9.1). What a pharmacist typed stands
 * in no address and no log, and who the patient is, in none of them either.
 */
@Injectable()
export class NumberChecks {
  constructor(
    private readonly authorisations: Authorisations,
    private readonly accessLog: AccessLog,
    private readonly brakes: Brakes,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem `too-many-requests`, `not-found` for the authorisation, `invalid-request` for what can be no number. */
  async check(ctx: Ctx, asked: CheckNumber): Promise<boolean> {
    const of = await this.read(ctx, asked);
    const valid = await isNumberOf(ctx, of);
    await this.accessLog.record(ctx, {
      action: 'read',
      subject: { type: 'registration-number', id: of.authorisationId },
      filter: { valid },
    });
    return valid;
  }

  /** The number that is meant. It counts as a question, whatever is asked of it next. @throws Problem as `check`. */
  async read(ctx: Ctx, { authorisationId, number }: CheckNumber): Promise<NumberUnder> {
    const seconds = await this.brakes.wait('number-checks', ctx.actor.personId, { most: this.config.numberChecksPerHour, termMs: HOUR_MS });
    if (seconds > 0)
      throw new Problem('too-many-requests', { detail: say({ code: 'many-numbers', params: { minutes: Math.ceil(seconds / 60) } }) });
    const { id, code } = await this.authorisations.find(ctx, authorisationId);
    const typed = numberTyped(number, code);
    if ('wrong' in typed) throw wrongNumber('invalid-request', typed.wrong);
    return { authorisationId: id, number: typed.number };
  }
}

/** What is wrong with a number, said where it was typed. */
export function wrongNumber(code: 'invalid-request' | 'not-found', says: DispensingAnswer): Problem {
  return new Problem(code, { items: [{ path: 'number', message: say(says) }] });
}
