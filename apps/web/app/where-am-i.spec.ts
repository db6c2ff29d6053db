import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Session } from '#kernel/web';
import { WhereAmI } from './where-am-i.js';

/** Where the menu leads, by what each line says. */
async function menuOf(profiles: number): Promise<Record<string, string | null>> {
  TestBed.resetTestingModule();
  const all = Array.from({ length: profiles }, (_, index) => ({ id: `p${index}`, role: 'prescriber', centreName: 'CHRU de Nancy' }));
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      {
        provide: Session,
        useValue: {
          person: () => ({ name: 'Chloé Fournier' }),
          role: () => (profiles ? 'prescriber' : 'data-manager'),
          profile: () => all[0],
          view: () => ({ profiles: all }),
        },
      },
    ],
  });
  const fixture = TestBed.createComponent(WhereAmI);
  const host = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
  host.querySelector<HTMLButtonElement>('button.me')?.click();
  await fixture.whenStable();
  return Object.fromEntries([...host.querySelectorAll('.menu a')].map((link) => [link.textContent.trim(), link.getAttribute('href')]));
}

describe('one’s own menu', () => {
  it.each([
    [1, 'Mon profil'],
    [3, 'Changer de profil'],
  ])('leads anyone who has %d profile(s) to the page of profiles, where the daily message is chosen', async (profiles, words) => {
    expect(await menuOf(profiles)).toMatchObject({ [words]: '/profil' });
  });

  it('leads nobody to a page that is empty for them: staff have no profile, and no daily message', async () => {
    expect(Object.values(await menuOf(0))).toEqual(['/mes-sessions', '/mes-acces']);
  });
});
