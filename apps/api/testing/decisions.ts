import type { LifeView } from '#authorisations/api';
import { todayIn } from '#kernel/domain';
import { told } from './requests.js';
import type { World } from './world.js';

interface Way {
  readonly by?: string;
  readonly code?: string;
  readonly version?: number;
}

/** Whose a decision is, where it is not HAS’s. */
const WHOSE: Readonly<Record<string, string>> = {
  'temporary-coverage': 'ministers',
  'temporary-coverage-ended': 'ministers',
  'listing-applied': 'holder',
  'amm-granted': 'european-commission',
  'put-waived': 'ansm',
  'put-required': 'ansm',
};

/** What is decided of authorisations, through the API; of TEC, by the manager and from today, unless said otherwise. */
export class DecisionsOf {
  readonly today = todayIn('Europe/Paris', new Date());

  constructor(private readonly world: World) {}

  path(code = 'TEC'): string {
    return `/authorisations/${this.world.authorisation(code)}`;
  }

  life(code = 'TEC', by = 'gestionnaire'): Promise<LifeView> {
    return told(this.world.as(by).get(`${this.path(code)}/life`));
  }

  /** On its own version unless another is given. */
  async record(kind: string, more: object = {}, { by = 'gestionnaire', code = 'TEC', version }: Way = {}) {
    const known = version ?? (await told(this.world.as('gestionnaire').get(this.path(code)))).stateVersion;
    const whole = { kind, day: this.today, decidedOn: this.today, authority: WHOSE[kind] ?? 'has', document: 'Décision n° 2026.0001' };
    return this.world
      .as(by)
      .post(`${this.path(code)}/decisions`)
      .set('If-Match', `"${known}"`)
      .send({ ...whole, ...more });
  }
}
