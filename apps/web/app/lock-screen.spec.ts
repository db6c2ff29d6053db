import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Idle, Session } from '#kernel/web';
import { LEAVE, LockScreen } from './lock-screen.js';

/** Other tabs: there are none here. */
class NoOtherTab {
  onmessage = null;
  close(): void {
    this.onmessage = null;
  }
}

beforeAll(() => {
  Object.assign(globalThis, { BroadcastChannel: NoOtherTab });
  window.scrollTo = () => undefined;
});

const SECRETS = ['DUP JE', '1961-03', 'TEC-482137'];

@Component({
  selector: 'app-page',
  imports: [LockScreen],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <app-lock-screen>
      <main>
        <p>DUP JE, née 1961-03</p>
        <textarea aria-label="Question"></textarea>
        <app-form-sheet><input aria-label="Poids" value="1961-03" /></app-form-sheet>
        <input type="search" value="TEC-482137" />
      </main>
    </app-lock-screen>
    <aside>TEC-482137</aside>
  `,
})
class Page {}

/** A page that shows a patient, in a window that shows one too; and the session as tests need it. */
async function open({ secondsAgo = 0, answer = 'still-closed' } = {}) {
  const locked = signal<'idle' | 'expired' | undefined>(undefined);
  const left: string[] = [];
  const nobody = () => undefined;
  const session = {
    locked,
    person: () => ({ id: 'helene', name: 'Hélène Marchetti' }),
    profile: nobody,
    view: () => ({ providers: [], idleMinutes: 20 }),
    signedIn: () => true,
    tryUnlock: async () => answer,
  };
  const idle = { seconds: () => secondsAgo, over: () => false, minutesLeft: nobody };
  TestBed.configureTestingModule({
    providers: [
      { provide: Session, useValue: session },
      { provide: Idle, useValue: idle },
      { provide: LEAVE, useValue: (address: string) => left.push(address) },
    ],
  });
  history.replaceState(null, '', '/dossiers/42?onglet=suivi');
  document.title = 'Dossier – Passerelle';
  const beside = document.createElement('div');
  beside.textContent = 'TEC-482137';
  document.body.append(beside);
  const fixture = TestBed.createComponent(Page);
  document.body.append(fixture.nativeElement);
  await fixture.whenStable();
  const lock = async (reason: 'idle' | 'expired' | undefined) => {
    locked.set(reason);
    await fixture.whenStable();
  };
  const type = (label: string, text: string) => {
    const field = document.querySelector<HTMLTextAreaElement>(`[aria-label="${label}"]`);
    if (!field) throw new Error(`No field is called ${label}.`);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return { left, lock, type, whole: () => document.documentElement.outerHTML };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve));
}

describe('charter C3.1: the locked screen', () => {
  afterEach(() => document.body.replaceChildren());

  it('of someone who is there holds nothing of the page, in the document, its title or its address; and gives it back as it was', async () => {
    const { lock, whole, type, left } = await open();
    type('Question', 'Le poids de DUP JE est-il sûr ?');
    const field = document.querySelector('textarea');
    await lock('expired');
    for (const secret of SECRETS) expect(whole()).not.toContain(secret);
    expect([document.title, location.pathname + location.search, left]).toEqual(['Écran verrouillé – Passerelle', '/verrouille', []]);
    expect(whole()).toContain('Écran verrouillé');
    await lock(undefined);
    for (const secret of SECRETS) expect(whole()).toContain(secret);
    expect(document.querySelector('textarea')).toBe(field);
    expect(field?.value).toBe('Le poids de DUP JE est-il sûr ?');
    expect([document.title, location.pathname + location.search]).toEqual(['Dossier – Passerelle', '/dossiers/42?onglet=suivi']);
  });

  it.each(['idle', 'expired'] as const)('that nobody was at (%s) is left altogether, with the way back', async (reason) => {
    const { lock, left } = await open({ secondsAgo: 1300 });
    await lock(reason);
    expect(left).toEqual([`/connexion?retour=${encodeURIComponent('/dossiers/42?onglet=suivi')}&probleme=locked`]);
  });

  it('is left too when what was typed is sealed on the device, and not when it would be lost', async () => {
    const { lock, left, type } = await open({ secondsAgo: 1300 });
    type('Poids', '62,5');
    await lock('idle');
    expect(left).toHaveLength(1);
    await lock(undefined);
    type('Question', 'Une question');
    await lock('idle');
    expect(left).toHaveLength(1);
  });

  it('is left, and said whose it was not, when someone else signs in beside', async () => {
    const { lock, left, type, whole } = await open({ answer: 'someone-else' });
    type('Question', 'Une question');
    await lock('expired');
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('rouvrir la page'))?.click();
    await until(() => left.length > 0);
    expect(left).toEqual(['/connexion?probleme=someone-else']);
    for (const secret of SECRETS) expect(whole()).not.toContain(secret);
  });

  it('stays where a form says that it is not sealed yet', async () => {
    const { lock, left, whole } = await open({ secondsAgo: 1300 });
    const holdBack = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', holdBack);
    await lock('idle');
    window.removeEventListener('beforeunload', holdBack);
    expect(left).toEqual([]);
    for (const secret of SECRETS) expect(whole()).not.toContain(secret);
  });
});
