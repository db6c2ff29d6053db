import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { BeginForm, HomeTask } from '#api-client';
import { DESIGNATION_TASKS } from '#access-rights/domain';
import { CALENDAR_TASKS } from '#calendar/domain';
import { COUNT_NAMES } from '#dashboards/domain';
import { FORM_TASKS } from '#forms/domain';
import { TaskRegistry } from '#kernel/domain';
import { MAIL_TASKS } from '#notifications/domain';
import { CASE_TASKS } from '#pharmacovigilance/domain';
import { QUERY_TASKS } from '#queries/domain';
import { PatientsApi } from '#patients/web';
import { Session } from '#kernel/web';
import { DashboardApi } from '../dashboard.api.js';
import { DeskApi } from '../desk.api.js';
import { HomePage } from './home.page.js';

/** As the server gives them. */
const { groups: GROUPS } = new TaskRegistry(
  [FORM_TASKS, CALENDAR_TASKS, QUERY_TASKS, CASE_TASKS, MAIL_TASKS, DESIGNATION_TASKS].flatMap((kinds) => Object.values(kinds)),
);

function task(kind: HomeTask['kind'], more: Partial<HomeTask> = {}): HomeTask {
  return { kind, enrolmentId: 'e', patient: 'DUP JE', medicine: 'TECVAYLI', text: kind, path: '/', since: '2026-11-20T10:00:00Z', ...more };
}

const ROWS = [
  { late: 2, dueIn30Days: 4, openQueries: 3, fatsToSign: 0 },
  { late: 3, dueIn30Days: 8, openQueries: 0, fatsToSign: 1 },
];

/** @param all those of the server, of which the home reads so many of each kind. */
async function show(all: readonly HomeTask[], staff?: string, counts: readonly string[] = COUNT_NAMES) {
  const asked: [string, BeginForm][] = [];
  const home = async (each: number) => {
    const kinds = [...new Set(all.map(({ kind }) => kind))];
    const ofKind = (kind: HomeTask['kind']) => all.filter((one) => one.kind === kind);
    const totals = kinds.map((kind) => ({ kind, count: ofKind(kind).length }));
    const groups = GROUPS.filter(({ kinds: own }) => own.some((kind) => kinds.includes(kind)));
    return { tasks: kinds.flatMap((kind) => ofKind(kind).slice(0, each)), totals, groups, counts: [] };
  };
  const openForm = async (id: string, form: BeginForm) => (asked.push([id, form]), { id: 'new' });
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', children: [] }]),
      { provide: DeskApi, useValue: { home } },
      { provide: DashboardApi, useValue: { summary: async () => ({ rows: ROWS, counts }) } },
      {
        provide: Session,
        useValue: {
          signedIn: () => false,
          person: () => undefined,
          role: () => staff ?? 'pharmacist',
          profile: () => (staff ? undefined : {}),
        },
      },
      { provide: PatientsApi, useValue: { openForm } },
    ],
  });
  const fixture = TestBed.createComponent(HomePage);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const groups = () =>
    [...page.querySelectorAll('app-task-list')].map((group) => [
      group.querySelector('h3')?.textContent?.replace(/\s+/g, ' ').trim(),
      group.querySelectorAll('li').length,
    ]);
  const press = async (words: string) => {
    [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(words))?.click();
    await fixture.whenStable();
  };
  return { page, groups, press, asked };
}

describe('the home', () => {
  it('groups forty tasks by their nature, most urgent first, and shows a few of each', async () => {
    const many = Array.from({ length: 30 }, (_, index) => task('form-due', { formId: `f${index}`, until: '2026-12-10' }));
    const { groups, press } = await show([...many, task('form-late', { formId: 'l' }), task('sign-prescriber', { formId: 's' })]);
    expect(groups()).toEqual([
      ['Fiches d’accès à compléter ou à signer 1', 1],
      ['Fiches en retard 1', 1],
      ['Fiches à saisir dans les 30 jours 30', 6],
    ]);
    await press('Afficher les 24 autres');
    expect(groups().at(-1)).toEqual(['Fiches à saisir dans les 30 jours 30', 30]);
  });

  it('says the true number of two hundred and fifty, and reads the others when one asks for them', async () => {
    const { groups, press } = await show(Array.from({ length: 250 }, (_, index) => task('form-late', { formId: `f${index}` })));
    expect(groups()).toEqual([['Fiches en retard 250', 6]]);
    await press('Afficher les 244 autres');
    expect(groups()).toEqual([['Fiches en retard 250', 130]]);
    await press('120 autres');
    await press('20 autres');
    expect(groups()).toEqual([['Fiches en retard 250', 250]]);
  });

  it('says until when a form is awaited, and leads to the list behind the count', async () => {
    const { page } = await show([task('form-due', { formId: 'f', until: '2026-12-10' })]);
    expect(page.querySelector('.when')?.textContent).toContain('à saisir avant le 10 décembre 2026');
    expect(page.querySelector('.all')?.getAttribute('href')).toBe('/tableau-de-bord/liste?travail=soon');
  });

  it('charter C7.3: leads to no list of requests from what waits for this person: no list holds exactly that', async () => {
    const { page } = await show([task('sign-pharmacist', { formId: 'f' })]);
    expect(page.querySelector('.all')).toBeNull();
  });

  it('two lines that would read alike say when each began; others do not', async () => {
    const twin = (formId: string, since: string) => task('complete', { enrolmentId: formId, formId, text: 'Terminer la saisie', since });
    const { page } = await show([
      twin('a', '2026-11-20T10:00:00Z'),
      twin('b', '2026-11-20T11:30:00Z'),
      { ...twin('c', '2026-11-20T10:00:00Z'), patient: 'MAR LO' },
    ]);
    const said = [...page.querySelectorAll('app-task-list .about')].map(
      ({ textContent }) => /du 20 novembre 2026.*/.exec(textContent ?? '')?.[0],
    );
    expect([said[0] === said[1], said.map((each) => each !== undefined)]).toEqual([false, [true, true, false]]);
  });

  it('leads to the very query, beside its field', async () => {
    const { page } = await show([task('query-to-answer', { path: '/dossiers/e/fiches/f', params: { query: 'q' } })]);
    expect(page.querySelector('a.line')?.getAttribute('href')).toMatch(/\/fiches\/f\?query=q$/);
  });

  it('charter C7.1: tells anyone who follows several centres what is late, due, asked and to be signed in them', async () => {
    const { page } = await show([], 'data-manager');
    const tiles = [...page.querySelectorAll('[aria-labelledby="follow-up-title"] li')];
    expect(tiles.map((tile) => ['strong', 'span'].map((part) => tile.querySelector(part)?.textContent))).toEqual([
      ['5', 'Fiches en retard'],
      ['12', 'Fiches à saisir dans les 30 jours'],
      ['3', 'Queries en cours'],
      ['1', 'Fiches d’accès à signer'],
    ]);
    expect((await show([])).page.querySelector('#follow-up-title')).toBeNull();
  });

  it('charter C7.1: shows no count of what is not this person’s to see: it would be a zero that is none', async () => {
    const { page } = await show([], 'exploitant', ['late', 'dueIn30Days', 'openQueries']);
    const tiles = [...page.querySelectorAll('[aria-labelledby="follow-up-title"] li span')];
    expect(tiles.map(({ textContent }) => textContent)).toEqual([
      'Fiches en retard',
      'Fiches à saisir dans les 30 jours',
      'Queries en cours',
    ]);
  });

  it('opens by one click the form that a late task asks for', async () => {
    const { press, asked } = await show([task('form-late', { formCode: 'suivi', visitCode: 'm3', occurrence: 1, text: 'Saisir M3' })]);
    await press('Saisir M3');
    expect(asked).toEqual([['e', { formCode: 'suivi', visitCode: 'm3', occurrence: 1 }]]);
    expect(TestBed.inject(Router).url).toBe('/dossiers/e/fiches/new');
  });

  it('leads each task where the server says that it is done', async () => {
    const { page } = await show([
      task('query-to-answer', { path: '/dossiers/e/fiches/f' }),
      task('case-to-read', { path: '/pharmacovigilance' }),
    ]);
    expect([...page.querySelectorAll('a.line')].map((line) => line.getAttribute('href'))).toEqual([
      '/pharmacovigilance',
      '/dossiers/e/fiches/f',
    ]);
  });
});
