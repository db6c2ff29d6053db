/** The demonstration's mailbox, read as its owner would: real messages, sent by the worker over SMTP. */
import { expect } from '@playwright/test';

const DOMAINS = {
  'prescripteur-b': 'ch-bourg',
  'pharmacien-b': 'ch-bourg',
  'pnm-b': 'ch-bourg',
  'pharmacien-l': 'clcc-lyon',
  'pharmacien-r': 'chu-reunion',
  exploitant: 'laboratoire-tecvayli',
  'exploitant-3': 'laboratoire-vyvgart',
};

/** The address of a demonstration account. */
export const addressOf = (account) => `${account}@${DOMAINS[account] ?? 'chru-nancy'}.exemple.fr`;

/** Everything that was sent to that account about that file. */
export async function lettersTo(page, account, enrolmentId) {
  const answer = await page.request.get('/mailbox/messages.json');
  const messages = await answer.json();
  return messages.filter(({ to, text }) => to.includes(addressOf(account)) && text.includes(enrolmentId));
}

/** Waits until that account has a message about the file under that subject, and gives it. */
export async function letter(page, account, enrolmentId, subject) {
  let found;
  await expect
    .poll(async () => (found = (await lettersTo(page, account, enrolmentId)).filter((one) => subject.test(one.subject))).length, {
      message: `one letter to ${account}: ${subject}`,
    })
    .toBe(1);
  return found[0];
}

/** Waits until that account has so many messages that lead to that address, and gives them. */
export async function lettersAbout(page, account, address, count) {
  let found = [];
  await expect
    .poll(async () => (found = await lettersTo(page, account, address)).length, {
      message: `${count} letters to ${account} about ${address}`,
    })
    .toBe(count);
  return found;
}

/** Nothing by which the patient could be known (charter C6.2). `secrets` are words that the letter must not hold. */
export function tellsNothingOf(message, ...secrets) {
  for (const secret of secrets) {
    const whole = new RegExp(`(?<![\\p{L}\\d])${secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'u');
    for (const part of ['subject', 'text', 'html']) expect(message[part]).not.toMatch(whole);
  }
}
