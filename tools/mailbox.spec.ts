import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { startMailbox } from './mailbox.mjs';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function mailbox(options?: Parameters<typeof startMailbox>[0]) {
  const started = await startMailbox(options);
  open.push(started);
  return started;
}

function send(port: number, more: object = {}) {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  return transport
    .sendMail({
      from: 'passerelle@exemple.fr',
      to: 'helene@exemple.fr',
      subject: 'Accès précoce : numéro attribué',
      text: 'Voir http://localhost:3000/patients/1 <b>',
      html: '<p>Voir <script>alert(1)</script></p>',
      messageId: '<un@passerelle>',
      ...more,
    })
    .finally(() => transport.close());
}

describe('the mailbox of the demonstration', () => {
  it('keeps a message, shows it safely, and forgets it when emptied', async () => {
    const box = await mailbox();
    await send(box.port);
    const base = `http://127.0.0.1:${box.httpPort}/mailbox`;
    const [message] = (await (await fetch(`${base}/messages.json`)).json()) as { subject: string; to: string[]; messageId: string }[];
    expect(message).toMatchObject({ subject: 'Accès précoce : numéro attribué', to: ['helene@exemple.fr'], messageId: '<un@passerelle>' });
    const page = await (await fetch(`${base}/1`)).text();
    expect(page).toContain('<a href="http://localhost:3000/patients/1"');
    expect(page).toContain('&#60;b&#62;');
    expect(page).toContain('sandbox=');
    const framed = await fetch(`${base}/1/html`);
    expect(framed.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect((await fetch(base, { method: 'DELETE' })).status).toBe(204);
    expect(await (await fetch(base)).text()).toContain('Aucun message');
  });

  it('finds its messages again after a restart', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'mailbox-'));
    const first = await mailbox({ dir });
    await send(first.port);
    const second = await mailbox({ dir });
    expect(second.messages).toHaveLength(1);
    await send(second.port);
    expect(second.messages.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
    rmSync(dir, { recursive: true });
  });

  it.each([
    ['connect', 0],
    ['mail', 0],
    ['rcpt', 0],
    ['before-dot', 0],
    ['at-dot', 0],
    ['after-dot', 1],
  ] as const)('fails on demand at the point « %s », having kept %i message', async (point, kept) => {
    let armed = true;
    const box = await mailbox({ fault: () => (armed ? point : undefined) });
    await expect(send(box.port)).rejects.toThrow();
    expect(box.messages).toHaveLength(kept);
    armed = false;
    await send(box.port);
    expect(box.messages).toHaveLength(kept + 1);
  });
});
