import { isIP } from 'node:net';
import { z } from 'zod';

/** Variables of the environment, as a process is given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the variables, all of it together: who starts the product mends it once. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `la configuration ne convient pas (docs/operations.md décrit chaque variable)\u00a0:\n${problems.map((one) => `  ${one}`).join('\n')}`,
    );
  }
}

/** Whether the demonstration's keys and data may serve: only where someone said so. Without a word, or with another, this is production. */
export function isTrial({ NODE_ENV }: Environment): boolean {
  return NODE_ENV === 'development' || NODE_ENV === 'test';
}

/**
 * Reads variables by a schema of them. One that is empty is one that was not given: that is how compose files pass on what they do not have.
 * @throws ConfigError with a line for each variable that is missing or wrong.
 */
export function readVariables<Schema extends z.ZodType>(schema: Schema, env: Environment): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const read = schema.safeParse(given, { error: french });
  if (read.success) return read.data;
  throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')}\u00a0: ${message}`));
}

/** Runs every reader, and says what all of them found wrong. */
export function together<T extends readonly unknown[]>(...readers: { readonly [K in keyof T]: () => T[K] }): T {
  const problems: string[] = [];
  const values = readers.map((read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return values as unknown as T;
}

/** What zod says in English of a value that is missing or out of its bounds; a sentence of ours goes before it. */
function french(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'elle manque.';
  if (issue.code === 'invalid_value') return `valeurs possibles\u00a0: ${issue.values.join(', ')}.`;
  return undefined;
}

/** A finite number within bounds, written in figures. */
export function number(least: number, most: number, { whole = true } = {}) {
  const refusal = `un nombre ${whole ? 'entier ' : ''}de ${least} à ${most} est attendu.`;
  return z
    .string()
    .regex(whole ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,6})?$/, refusal)
    .transform(Number)
    .refine((value) => value >= least && value <= most, refusal);
}

/** An address of one of these protocols. */
export function address(what: string, ...protocols: readonly string[]) {
  return z.string().refine((text) => protocols.includes(protocolOf(text) ?? ''), `${what} est attendue (${protocols.join(', ')}//…).`);
}

/** Where people come: an origin and nothing more, since pages, cookies and forged requests are told apart by it. */
export function origin(trial: boolean) {
  return z.string().transform((text, ctx) => {
    const protocol = protocolOf(text);
    const right = (protocol === 'https:' || (trial && protocol === 'http:')) && new URL(text).href === `${new URL(text).origin}/`;
    if (!right)
      ctx.addIssue(`une adresse ${trial ? 'http ou https' : 'https'} sans chemin est attendue, par exemple https://passerelle.exemple.fr.`);
    return right ? new URL(text).origin : text;
  });
}

/** 32 random bytes at least, in hexadecimal or base64. A sentence, or one letter again and again, is no key. */
export function secretKey() {
  return z
    .string()
    .refine(
      (text) => isRandom(bytesOf(text)),
      '32 octets tirés au hasard sont attendus, en hexadécimal ou en base64\u00a0: openssl rand -hex 32.',
    );
}

function bytesOf(text: string): Buffer {
  if (/^([0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

/** Of 32 bytes drawn by chance, fewer than 16 different ones never come; a word typed twice does. */
function isRandom(bytes: Buffer): boolean {
  return bytes.length >= 32 && new Set(bytes).size >= 16;
}

function protocolOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).protocol : undefined;
}

/** A proxy as Express names them. */
export function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [ip = '', bits, ...rest] = text.split('/');
  const family = isIP(ip);
  return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}
