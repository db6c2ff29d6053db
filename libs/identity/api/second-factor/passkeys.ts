import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { CONFIG, type Config } from '#kernel/api';
import type { Passkey } from './factor.store.js';

/** What a browser answers for a passkey: whatever was sent, until the library has read it. */
export type Answered = Readonly<Record<string, unknown>>;

/** Passkeys, for the one address at which people come: for another one a browser gives none, and what it would give is refused. */
@Injectable()
export class Passkeys {
  private readonly origin: string;
  private readonly rpID: string;

  constructor(@Inject(CONFIG) config: Config) {
    const { origin, hostname } = new URL(config.publicUrl);
    this.origin = origin;
    this.rpID = hostname;
  }

  /** What a browser is asked to make one. Those that the person has already are told, so that a device does not make a second one. */
  toEnrol(
    person: { readonly id: string; readonly name: string },
    known: readonly Passkey[],
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return generateRegistrationOptions({
      rpName: 'Passerelle',
      rpID: this.rpID,
      userID: new Uint8Array(Buffer.from(person.id)),
      userName: person.name,
      userDisplayName: person.name,
      attestationType: 'none',
      excludeCredentials: known.map(named),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
  }

  /** @returns the new passkey; undefined when the answer is none, or not to this question. */
  async enrolled(
    response: Answered,
    challenge: string,
  ): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'stays'> | undefined> {
    const verified = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpID,
      requireUserVerification: true,
    }).catch(() => undefined);
    if (!verified?.verified) return undefined;
    const { credential, credentialDeviceType } = verified.registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: transportsOf(credential.transports),
      stays: credentialDeviceType === 'singleDevice',
    };
  }

  /** What a browser is asked for one of these. */
  toGive(known: readonly Passkey[]): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({ rpID: this.rpID, allowCredentials: known.map(named), userVerification: 'required' });
  }

  /**
   * Checks the answer by one of the person's own passkeys: signature, question, address, that its owner was verified, and that its count went up.
   * @returns the passkey, and its new count; undefined when any of it is not so.
   */
  async given(
    response: Answered,
    challenge: string,
    known: readonly Passkey[],
  ): Promise<{ readonly passkey: Passkey; readonly counter: number } | undefined> {
    const passkey = known.find(({ credentialId }) => credentialId === response['id']);
    if (!passkey) return undefined;
    const { credentialId, publicKey, counter, transports } = passkey;
    const verified = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpID,
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter, transports: [...transports] },
      requireUserVerification: true,
    }).catch(() => undefined);
    return verified?.verified ? { passkey, counter: verified.authenticationInfo.newCounter } : undefined;
  }
}

const named = ({ credentialId, transports }: Passkey) => ({ id: credentialId, transports: [...transports] });

/** A browser says how to reach the authenticator; whatever is no such word is left aside. */
function transportsOf(said: unknown): string[] {
  return Array.isArray(said) ? said.filter((one): one is string => typeof one === 'string' && /^[a-z-]{1,20}$/.test(one)).slice(0, 8) : [];
}
