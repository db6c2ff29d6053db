import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, Problem, type Config } from '#kernel/api';
import { NUMBERS, registrationNumber, type Prf } from '#patients/domain';
import { say } from '../say.js';

/** Gives numbers: one counter for each authorisation, locked until the transaction ends, never taken back. */
@Injectable()
export class RegistrationNumbers {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The next number of an authorisation. A transaction that fails gives its number back: no one has seen it. @throws Problem `unavailable`. */
  async next(tx: EntityManager, authorisationId: string): Promise<string> {
    const [{ code }] = await tx.query('SELECT code FROM authorisation WHERE id = $1', [authorisationId]);
    for (;;) {
      const [row] = await tx.query(
        `INSERT INTO registration_counter AS counter (authorisation_id, given) VALUES ($1, 1)
         ON CONFLICT (authorisation_id) DO UPDATE SET given = counter.given + 1 WHERE counter.given < $2 RETURNING given`,
        [authorisationId, NUMBERS],
      );
      if (!row) throw noneLeft();
      const number = registrationNumber(code, row.given - 1, this.prf(code));
      // Only a change of the installation's key can make the permutation come back on itself.
      const taken = await tx.query('SELECT 1 FROM enrolment WHERE registration_number = $1', [number]);
      if (taken.length === 0) return number;
    }
  }

  private prf(code: string): Prf {
    return (round, half) => createHmac('sha256', this.config.numberKey).update(`${code}:${round}:${half}`).digest().readUIntBE(0, 6);
  }
}

function noneLeft(): Problem {
  return new Problem('unavailable', { detail: say({ code: 'no-number-left' }) });
}
