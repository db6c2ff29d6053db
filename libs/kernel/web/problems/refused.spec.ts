import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiProblem } from './api-problem.js';
import { Refused } from './refused.js';

describe('a page that this person may not read', () => {
  it.each([
    ['not-allowed', 403, 'Cette page n’est pas ouverte à votre rôle'],
    ['not-found', 404, 'Cette page n’existe pas, ou vous n’y avez pas accès'],
  ])('%s: says so as its heading, and leads out', async (code, status, words) => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(Refused);
    fixture.componentRef.setInput('problem', new ApiProblem(code, 'Non', status));
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    expect(page.querySelector('h1')?.textContent).toBe(words);
    expect([...page.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(['/', '/droits']);
  });

  it('is told apart from what trying again may mend', () => {
    const refused = (code: string, status: number) => new ApiProblem(code, '', status).refused;
    expect([refused('not-allowed', 403), refused('not-found', 404), refused('csrf', 403), refused('unavailable', 503)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
