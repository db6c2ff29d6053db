import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** What a test changes of what the authenticator answers. */
export interface Told {
  readonly origin?: string;
  /** Whether it says that it verified its owner. */
  readonly verified?: boolean;
  readonly counter?: number;
}

interface Question {
  readonly options: Readonly<Record<string, unknown>>;
}

/** Flags of what it answers: someone was there, was verified, may be copied to other devices, brings its public key. */
const [PRESENT, VERIFIED, COPIED, WITH_KEY] = [0x01, 0x04, 0x08 | 0x10, 0x40];

/** A passkey in software, with what a browser adds: so that answers may be made, and forged, without one. */
export class Authenticator {
  readonly id = randomBytes(16);
  counter = 0;
  private readonly privateKey: KeyObject;
  private readonly coordinates: { readonly x: Buffer; readonly y: Buffer };

  /** @param stays whether the passkey never leaves its device */
  constructor(
    private readonly origin: string,
    private readonly stays = true,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.coordinates = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') };
  }

  /** Answers the question of an enrolment. */
  make({ options }: Question, told: Told = {}): Record<string, unknown> {
    const publicKey = map([
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(this.coordinates.x)],
      [int(-3), bytes(this.coordinates.y)],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, publicKey]);
    const authData = Buffer.concat([this.authData(told, WITH_KEY), attested]);
    const attestationObject = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(authData)],
    ]);
    const clientDataJSON = this.clientData('webauthn.create', options, told);
    return this.credential({ clientDataJSON: url(clientDataJSON), attestationObject: url(attestationObject), transports: ['internal'] });
  }

  /** Answers the question of a sign-in. */
  give({ options }: Question, told: Told = {}): Record<string, unknown> {
    this.counter += 1;
    const authData = this.authData(told);
    const clientDataJSON = this.clientData('webauthn.get', options, told);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientDataJSON).digest()]);
    const signature = createSign('sha256').update(signed).sign(this.privateKey);
    return this.credential({ clientDataJSON: url(clientDataJSON), authenticatorData: url(authData), signature: url(signature) });
  }

  private credential(response: object): Record<string, unknown> {
    return { id: url(this.id), rawId: url(this.id), type: 'public-key', clientExtensionResults: {}, response };
  }

  private authData({ verified = true, counter = this.counter, origin = this.origin }: Told, more = 0): Buffer {
    const head = Buffer.alloc(5);
    head[0] = PRESENT | (verified ? VERIFIED : 0) | (this.stays ? 0 : COPIED) | more;
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash('sha256').update(new URL(origin).hostname).digest(), head]);
  }

  private clientData(type: string, options: Question['options'], { origin = this.origin }: Told): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge: options['challenge'], origin, crossOrigin: false }));
  }
}

const url = (content: Buffer): string => content.toString('base64url');

/** As little of CBOR (RFC 8949) as passkeys need. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  return value < 256 ? Buffer.from([(major << 5) | 24, value]) : Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
const int = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (content: Buffer): Buffer => Buffer.concat([head(2, content.length), content]);
const text = (content: string): Buffer => Buffer.concat([head(3, content.length), Buffer.from(content)]);
const map = (pairs: readonly (readonly [Buffer, Buffer])[]): Buffer => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
