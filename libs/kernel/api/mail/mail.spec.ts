import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startMailbox } from '#testing/mailbox';
import { Mailer, readConfig } from '../index.js';

const LETTER = {
  messageId: '<one@passerelle.exemple.fr>',
  to: { name: 'Hélène Marchetti', address: 'helene@exemple.fr' },
  subject: 'Une réponse est arrivée',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
};

describe('an e-mail', () => {
  let mailbox: Awaited<ReturnType<typeof startMailbox>>;
  let fault: string | undefined;
  const mailer = (smtpUrl = mailbox.smtpUrl) =>
    new Mailer(readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgres://x/x', SMTP_URL: smtpUrl }));

  beforeEach(async () => {
    fault = undefined;
    mailbox = await startMailbox({ fault: () => fault as never });
  });
  afterEach(() => mailbox.stop());

  it('arrives in text and HTML, under the Message-ID it was given', async () => {
    await expect(mailer().send(LETTER)).resolves.toEqual({ outcome: 'accepted' });
    expect(mailbox.messages).toMatchObject([{ messageId: LETTER.messageId, subject: LETTER.subject, to: ['helene@exemple.fr'] }]);
    expect(mailbox.messages[0]?.html).toContain('<p>Bonjour</p>');
  });

  it.each(['connect', 'mail', 'rcpt', 'before-dot', 'at-dot'])('refused for certain when the server fails at « %s »', async (point) => {
    fault = point;
    await expect(mailer().send(LETTER)).resolves.toMatchObject({ outcome: 'refused' });
    expect(mailbox.messages).toEqual([]);
  });

  it('refused for certain when there is nobody at the address', async () => {
    await expect(mailer('smtp://127.0.0.1:9').send(LETTER)).resolves.toMatchObject({ outcome: 'refused' });
  });

  it('lost when the line drops after the final dot: nobody knows', async () => {
    fault = 'after-dot';
    await expect(mailer().send(LETTER)).resolves.toMatchObject({ outcome: 'lost' });
    expect(mailbox.messages).toHaveLength(1);
  });

  it('does not finish once its turn has passed', async () => {
    await expect(mailer().send(LETTER, async () => false)).resolves.toMatchObject({ outcome: 'refused' });
    expect(mailbox.messages).toEqual([]);
  });
});
