import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import type { SessionView } from '#api-client';
import { ApiProblem } from '../problems/api-problem.js';
import { interceptors } from './interceptors.js';
import { answeredWithin, passive } from './requests.js';
import { Session } from './session.js';

const HELENE = { id: 'helene', name: 'Hélène Marchetti', familyName: 'Marchetti', givenName: 'Hélène', email: 'h@exemple.fr' };
const NANCY = { id: 'nancy', role: 'prescriber', centreId: 'a', centreName: 'CHRU de Nancy' } as const;
const AS_HELENE: SessionView = {
  state: 'signed-in',
  person: HELENE,
  profiles: [NANCY],
  profile: NANCY,
  csrfToken: 'first',
  idleMinutes: 20,
  providers: [],
  demonstration: false,
};
const NOBODY: SessionView = { state: 'signed-out', idleMinutes: 20, providers: [], demonstration: false };
const ENDED = { code: 'session-expired', title: 'Votre session est terminée.', status: 401 };

/** Lets promises and the interceptors between them go on. */
const soon = () => new Promise((resolve) => setTimeout(resolve));

async function signedIn() {
  TestBed.configureTestingModule({ providers: [provideHttpClient(withInterceptors(interceptors)), provideHttpClientTesting()] });
  const [server, session, http] = [TestBed.inject(HttpTestingController), TestBed.inject(Session), TestBed.inject(HttpClient)];
  const known = session.refresh();
  server.expectOne('/api/v1/session').flush(AS_HELENE);
  await known;
  return { server, session, http };
}

describe('requests to the server', () => {
  it('carry the session’s token when they write, and only then', async () => {
    const { server, http } = await signedIn();
    void firstValueFrom(http.post('/api/v1/act', {}));
    void firstValueFrom(http.get('/api/v1/thing'));
    expect(server.expectOne('/api/v1/act').request.headers.get('X-CSRF-Token')).toBe('first');
    expect(server.expectOne('/api/v1/thing').request.headers.has('X-CSRF-Token')).toBe(false);
  });

  it('say when nobody asked for them', async () => {
    const { server, http } = await signedIn();
    void firstValueFrom(http.get('/api/v1/thing', { context: passive() }));
    expect(server.expectOne('/api/v1/thing').request.headers.get('X-Passive')).toBe('1');
  });

  it('fail with the problem that the server told', async () => {
    const { server, http } = await signedIn();
    const answer = firstValueFrom(http.post('/api/v1/act', {})).catch((thrown: unknown) => thrown);
    const body = { code: 'not-allowed', title: 'Votre rôle ne permet pas cet acte.', status: 403, rule: 'C5.4', requestId: 'abc' };
    server.expectOne('/api/v1/act').flush(body, { status: 403, statusText: 'Forbidden' });
    const problem = (await answer) as ApiProblem;
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ code: 'not-allowed', status: 403, rule: 'C5.4', passing: false });
  });

  it('fail as offline when nothing answers', async () => {
    const { server, http } = await signedIn();
    const answer = firstValueFrom(http.post('/api/v1/act', {})).catch((thrown: unknown) => thrown);
    server.expectOne('/api/v1/act').error(new ProgressEvent('error'));
    expect(await answer).toMatchObject({ code: 'offline', passing: true });
  });

  it('fail as offline when an answer is waited for in vain, and only where a limit is given', async () => {
    const { server, http } = await signedIn();
    const told: unknown[] = [];
    const hear = (thrown: unknown) => told.push(thrown);
    void firstValueFrom(http.post('/api/v1/slow', {})).catch(hear);
    await firstValueFrom(http.post('/api/v1/act', {}, { context: answeredWithin(10) })).catch(hear);
    expect(told).toEqual([expect.objectContaining({ code: 'offline', passing: true })]);
    expect(server.expectOne('/api/v1/act').cancelled).toBe(true);
    expect(server.expectOne('/api/v1/slow').cancelled).toBe(false);
  });
});

describe('charter C3.1: a session that ended', () => {
  it('covers the page, and what was refused is sent again, with the new token, once the same person is back', async () => {
    const { server, session, http } = await signedIn();
    const answer = firstValueFrom(http.post('/api/v1/act', { typed: 'kept' }));
    server.expectOne('/api/v1/act').flush(ENDED, { status: 401, statusText: 'Unauthorized' });
    await soon();
    expect(session.locked()).toBe('expired');

    const early = session.tryUnlock();
    server.expectOne('/api/v1/session').flush(NOBODY);
    expect(await early).toBe('still-closed');

    const late = session.tryUnlock();
    server.expectOne('/api/v1/session').flush({ ...AS_HELENE, csrfToken: 'second' });
    expect(await late).toBe('open');
    await soon();
    const again = server.expectOne('/api/v1/act');
    expect(again.request.headers.get('X-CSRF-Token')).toBe('second');
    expect(again.request.body).toEqual({ typed: 'kept' });
    again.flush({ done: true });
    expect(await answer).toEqual({ done: true });
    expect(session.locked()).toBeUndefined();
  });

  it('goes on with the token of a sign-in made in another tab: what it refused is sent again, once', async () => {
    const { server, http } = await signedIn();
    const answer = firstValueFrom(http.post('/api/v1/act', { typed: 'kept' }));
    const forged = { code: 'csrf', title: 'La demande ne vient pas de cette application.', status: 403 };
    server.expectOne('/api/v1/act').flush(forged, { status: 403, statusText: 'Forbidden' });
    await soon();
    server.expectOne('/api/v1/session').flush({ ...AS_HELENE, csrfToken: 'second' });
    await soon();
    const again = server.expectOne('/api/v1/act');
    expect(again.request.headers.get('X-CSRF-Token')).toBe('second');
    again.flush({ done: true });
    expect(await answer).toEqual({ done: true });
  });

  it('covers the page when nobody is there to give a new token', async () => {
    const { server, session, http } = await signedIn();
    const answer = firstValueFrom(http.post('/api/v1/act', {})).catch((thrown: unknown) => thrown);
    const forged = { code: 'csrf', title: 'La demande ne vient pas de cette application.', status: 403 };
    server.expectOne('/api/v1/act').flush(forged, { status: 403, statusText: 'Forbidden' });
    await soon();
    server.expectOne('/api/v1/session').flush(NOBODY);
    expect(await answer).toMatchObject({ code: 'csrf' });
    expect(session.locked()).toBe('expired');
  });

  it('is not opened to someone else', async () => {
    const { server, session } = await signedIn();
    session.lock('idle');
    const tried = session.tryUnlock();
    server.expectOne('/api/v1/session').flush({ ...AS_HELENE, person: { ...HELENE, id: 'julien' } });
    expect(await tried).toBe('someone-else');
    expect(session.locked()).toBe('idle');
  });

  it('comes back in the profile that the page was opened in', async () => {
    const { server, session } = await signedIn();
    session.lock('idle');
    const tried = session.tryUnlock();
    server.expectOne('/api/v1/session').flush({ ...AS_HELENE, state: 'choose-profile', profile: undefined, csrfToken: 'second' });
    await soon();
    const chosen = server.expectOne('/api/v1/session/profile');
    expect(chosen.request.body).toEqual({ profileId: 'nancy' });
    chosen.flush({ ...AS_HELENE, csrfToken: 'third' });
    expect(await tried).toBe('open');
    expect(session.csrfToken()).toBe('third');
  });
});
