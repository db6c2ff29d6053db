import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { factorDue, type FactorDue, type FactorMeans, type Provider } from '#identity/domain';
import { PROVIDERS, type Providers } from '../providers.js';
import type { Proof } from '../session.js';

/** Whether our own second factor is asked of someone (charter C3.1). */
@Injectable()
export class FactorGate {
  constructor(
    @Inject(PROVIDERS) private readonly providers: Providers,
    private readonly dataSource: DataSource,
  ) {}

  /** Whether the installation demands one of those whom this provider recognises. */
  demandedOf(provider: Provider): boolean {
    return this.providers.list.find(({ id }) => id === provider)?.demandsFactor ?? false;
  }

  /** What is asked of a person who was recognised so. */
  async due(personId: string, proof: Proof): Promise<FactorDue | undefined> {
    const [{ enrolled }] = await this.dataSource.query('SELECT EXISTS (SELECT FROM second_factor WHERE person_id = $1) AS enrolled', [
      personId,
    ]);
    return factorDue({ demanded: this.demandedOf(proof.provider), enrolled, strength: proof });
  }
}

/** The same proof, strengthened by our own second factor: kept so with the session, and with each signature. */
export function withFactor(proof: Proof, means: FactorMeans): Proof {
  return { ...proof, amr: [...new Set([...proof.amr, means])], secondFactorAt: new Date().toISOString() };
}

/** The page where it is enrolled or given, and where one wants to go then. */
export function factorPage(returnTo: string): string {
  return `/second-facteur?retour=${encodeURIComponent(returnTo)}`;
}
