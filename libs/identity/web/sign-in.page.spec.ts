import { TestBed } from '@angular/core/testing';
import { Device, Session } from '#kernel/web';
import { SignInPage } from './sign-in.page.js';

/** The way in, as an address of ours opens it for someone who is signed in. */
async function show(asked: { readonly probleme?: string; readonly retour?: string }) {
  const view = { state: 'signed-in', person: { name: 'Julien Thévenot' }, providers: [], demonstration: false };
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
  return { said: page.querySelector('[role=alert]')?.textContent ?? '', goesOn: goesOn?.getAttribute('href') };
}

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

  it('gives a code to whoever must ask for help', async () => {
    expect((await show({ probleme: 'wrong-nonce' })).said).toMatch(/Code pour l’assistance.*wrong-nonce/);
  });
});
