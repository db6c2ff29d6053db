import { TestBed } from '@angular/core/testing';
import { Device, Session } from '#kernel/web';
import { SignInPage } from './sign-in.page.js';

/** The way in, as an address of ours opens it for someone who is signed in. */
async function show(asked: { readonly probleme?: string; readonly retour?: string }, state = 'signed-in') {
  const providers = [{ id: 'plage', label: 'Plage', audience: '' }];
  const view = { state, person: { name: 'Julien Thévenot' }, providers, demonstration: false };
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      { provide: Session, useValue: { refresh: async () => view } },
      { provide: Device, useValue: { isHoldingSome: async () => false } },
    ],
  });
  const fixture = TestBed.createComponent(SignInPage);
  for (const [name, value] of Object.entries(asked)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const goesOn = [...page.querySelectorAll('a')].find(({ textContent }) => textContent?.trim() === 'Continuer');
  return {
    said: page.querySelector('[role=alert]')?.textContent ?? '',
    goesOn: goesOn?.getAttribute('href'),
    provider: page.querySelector('[data-provider]')?.getAttribute('href'),
  };
}

beforeEach(() => sessionStorage.clear());

describe('charter C3.1: the way in', () => {
  it('says that an answer served already, and leads where one was going', async () => {
    const { said, goesOn } = await show({ probleme: 'used-answer', retour: '/patients' });
    expect(said).toMatch(/a déjà servi/);
    expect(said).not.toMatch(/assistance/);
    expect(goesOn).toBe('/patients');
  });

  it.each([
    ['/dossiers/42', '/dossiers/42'],
    ['/reconnexion', '/'],
  ])('tells who came in at the screen of another person, and leads from %s to %s', async (retour, leads) => {
    const { said, goesOn } = await show({ probleme: 'someone-else', retour });
    expect(said).toMatch(/par une autre personne.*votre propre compte/);
    expect(goesOn).toBe(leads);
  });

  it('gives a code to anyone who must ask for help', async () => {
    expect((await show({ probleme: 'wrong-nonce' })).said).toMatch(/Code pour l’assistance.*wrong-nonce/);
  });

  it.each(['lapsed-request', 'forged-state'])(
    'says of a request that nobody waits for (%s) that it expired, and keeps the page that was wanted',
    async (probleme) => {
      const { said, provider } = await show({ probleme, retour: '/patients?etats=sent' }, 'signed-out');
      expect(said).toMatch(/expiré.*Recommencez/);
      expect(provider).toBe('/api/v1/sign-in/plage?returnTo=%2Fpatients%3Fetats%3Dsent');
    },
  );

  it('and to anyone who is signed in already, that there is nothing to begin again', async () => {
    const { said, goesOn } = await show({ probleme: 'lapsed-request', retour: '/patients' });
    expect(said).toMatch(/autre onglet.*session est ouverte/);
    expect(said).not.toMatch(/Recommencez|assistance/);
    expect(goesOn).toBe('/patients');
  });

  it('finds again where this tab was going when nobody knows its request any more, and only then', async () => {
    await show({ retour: '/dossiers/42' }, 'signed-out');
    expect((await show({ probleme: 'forged-state' })).goesOn).toBe('/dossiers/42');
    expect((await show({ probleme: 'cancelled' })).goesOn).toBe('/');
    expect((await show({ probleme: 'forged-state' })).goesOn).toBe('/');
  });

  it.each(['https://ailleurs.exemple.fr', '//ailleurs.exemple.fr', '/\\ailleurs.exemple.fr'])(
    'leads nobody to another site: %s',
    async (retour) => {
      await show({ retour }, 'signed-out');
      const { goesOn, provider } = await show({ probleme: 'forged-state' });
      expect([goesOn, provider]).toEqual(['/', '/api/v1/sign-in/plage?returnTo=%2F']);
    },
  );
});
