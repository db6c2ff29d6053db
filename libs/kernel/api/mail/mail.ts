import { Transform } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { CONFIG, type Config } from '../config/config.js';
import { faultPoint } from '../jobs/faults.js';

/** An e-mail, ready to go. */
export interface Letter {
  /** `<id@host>`: the same at each sending, by which a mailbox knows a message that it has already. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * What came of one sending. `accepted`: the server took it. `refused`: it certainly did not (nobody there, a refusal in words, or the exchange
 * broke before the final dot). `lost`: the final dot was sent and no answer came, so nobody knows.
 */
export type MailOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'lost'; readonly why: string };

/** No sending lasts longer, whatever the server does. In milliseconds. */
export const MAIL_PATIENCE = 45_000;

const TIMEOUTS = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** An answer of the server holds so long, so that anyone who asks for readiness does not knock at its door each time. In milliseconds. */
const ANSWER_HOLDS = 5_000;

const SHORT = { dnsTimeout: 2_000, connectionTimeout: 2_000, greetingTimeout: 2_000, socketTimeout: 2_000 };

/** Sends one e-mail in one SMTP exchange of its own, and knows on which side of the final dot it ended. */
@Injectable()
export class Mailer {
  private asked: { readonly at: number; readonly answer: Promise<unknown> } | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Whether there is a server to send to. Without one, e-mails wait. */
  get ready(): boolean {
    return this.config.smtpUrl !== undefined;
  }

  /** The server answers and lets us in; nothing is sent. @throws Error */
  async demandServer(): Promise<void> {
    const now = performance.now();
    if (!this.asked || now - this.asked.at > ANSWER_HOLDS) {
      const transport = nodemailer.createTransport({ url: this.config.smtpUrl, pool: false, ...SHORT });
      this.asked = { at: now, answer: transport.verify().finally(() => transport.close()) };
    }
    await this.asked.answer;
  }

  /**
   * @param mayFinish asked just before the final dot: a sender whose turn has passed (its lease ran out while it was paused) stops there.
   */
  async send(letter: Letter, mayFinish: () => Promise<boolean> = async () => true): Promise<MailOutcome> {
    let dotSent = false;
    let late = false;
    const transport = nodemailer.createTransport({ url: this.config.smtpUrl, pool: false, ...TIMEOUTS });
    // The last thing the message passes through: when it ends, the dot goes out.
    transport.use('stream', (mail, done) => {
      const gate = new Transform({
        transform: (chunk, _encoding, next) => next(null, chunk),
        flush: (next) => {
          faultPoint('mail.before-dot');
          mayFinish().then(
            (yes) => {
              faultPoint('mail.at-dot');
              if (late || !yes) return next(new Error('The turn of this sending has passed.'));
              dotSent = true;
              return next();
            },
            (error: Error) => next(error),
          );
        },
      });
      mail.message.transform(gate);
      done();
    });
    try {
      faultPoint('mail.before-connection');
      await withPatience(
        transport.sendMail({ from: this.config.mailFrom, disableFileAccess: true, disableUrlAccess: true, ...letter }),
        () => (late = true),
      );
      faultPoint('mail.after-dot');
      return { outcome: 'accepted' };
    } catch (error) {
      const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string };
      // An answer in words is a refusal, after the dot too; silence after the dot is not.
      const outcome = dotSent && responseCode === undefined ? 'lost' : 'refused';
      return { outcome, why: [responseCode, code].filter(Boolean).join(' ') || String(message) };
    } finally {
      transport.close();
    }
  }
}

async function withPatience(sending: Promise<unknown>, tooLate: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      tooLate();
      reject(Object.assign(new Error('The server takes too long.'), { code: 'ETIMEDOUT' }));
    }, MAIL_PATIENCE);
  });
  try {
    await Promise.race([sending, patience]);
  } finally {
    clearTimeout(timer);
    // What still comes of it later is told to no one.
    sending.catch(() => undefined);
  }
}
