import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { IDENTITY_ACTS, readClaims, type ExternalPerson, type FactorDue } from '#identity/domain';
import { Journal, originOf } from '#kernel/api';
import { FreshProof } from '../fresh-proof.js';
import { People, type Arrival } from '../people.js';
import { FactorGate } from '../second-factor/factor-gate.js';
import { PROVIDERS, type Providers } from '../providers.js';
import { enterSession, newCsrfToken, type SignedIn } from '../session.js';
import type { Authenticated } from './authentication.js';
import { isAfter, proofOf } from './proof.js';
import { Refusal } from './refusal.js';
import { readUserinfo } from './userinfo.js';

/** Turns a provider's answer into a session. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(PROVIDERS) private readonly providers: Providers,
    private readonly people: People,
    private readonly freshProof: FreshProof,
    private readonly gate: FactorGate,
    private readonly journal: Journal,
    private readonly dataSource: DataSource,
  ) {}

  /** Whether the person must have authenticated later than they did. */
  async isStale({ provider, claims, pending }: Authenticated): Promise<boolean> {
    const since = await this.freshProof.since(provider.id, claims.sub);
    return since !== undefined && !isAfter(claims['auth_time'], since, pending);
  }

  /** A second tab that asked before the first one came in: the same person is there already, and keeps the session in which they may be typing. */
  isThere(request: Request, { provider, claims, pending }: Authenticated): boolean {
    const now = request.session.signedIn;
    return (
      now !== undefined && !now.handedOver && now.provider === provider.id && now.subject === claims.sub && pending.askedAt < now.startedAt
    );
  }

  /** @returns the second factor that is still asked of the person. @throws Refusal: nothing was created then. */
  async enter(request: Request, { provider, endpoints, claims, accessToken, idToken }: Authenticated): Promise<FactorDue | undefined> {
    const userinfo = await readUserinfo(endpoints.userinfo, accessToken, claims.sub);
    const external = readClaims(provider.id, userinfo, this.providers.reading);
    if (!external) throw new Refusal('nameless-account');
    const { personId, profileIds } = await this.dataSource.transaction(async (tx) => {
      const arrival = await this.people.arrive(tx, external);
      const actor = { id: arrival.personId, name: nameOf(external), role: 'none' };
      for (const { centreId, changes } of arrival.renamed)
        await this.journal.appendAs(tx, actor, IDENTITY_ACTS.centreRenamed, { stream: centreId, subject: centreId, changes });
      await this.journal.appendAs(tx, actor, IDENTITY_ACTS.signedIn, recordOf(external, arrival));
      return arrival;
    });
    const profileId = profileOf(profileIds, request.session.signedIn, personId);
    const proof = proofOf(provider.id, claims);
    await enterSession(request, {
      personId,
      provider: provider.id,
      subject: claims.sub,
      ...(profileId !== undefined && { profileId }),
      startedAt: Date.now(),
      csrf: newCsrfToken(),
      idToken,
      proof,
      origin: originOf(request),
    });
    return this.gate.due(personId, proof);
  }
}

/** Who works in one place has nothing to choose; who takes back a device goes on where they were (charter C5.9). */
function profileOf(ids: readonly string[], before: SignedIn | undefined, personId: string): string | undefined {
  if (ids.length === 1) return ids[0];
  return before?.handedOver && before.personId === personId ? ids.find((id) => id === before.profileId) : undefined;
}

function recordOf({ provider }: ExternalPerson, { personId, opened, closed, changes }: Arrival) {
  return {
    stream: personId,
    subject: personId,
    details: { provider, ...(opened.length > 0 && { opened }), ...(closed.length > 0 && { closed }) },
    changes,
  };
}

function nameOf({ givenName, familyName }: ExternalPerson): string {
  return `${givenName} ${familyName}`;
}
