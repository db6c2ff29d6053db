import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { AuthorisationsApi } from '#authorisations/web';
import { Announcer, Dialogs, Live, Session } from '#kernel/web';
import { BulkApi } from '../bulk/bulk.api.js';
import { QueriesApi } from '../queries.api.js';
import { playedApi, playedBulk, query } from '../queries.testing.js';
import { QueryDeskPage } from './query-desk.page.js';

async function show(queries = ['a', 'b', 'c'].map((id) => query(id)), more: Record<string, unknown> = {}, bulk = playedBulk()) {
  sessionStorage.clear();
  const played = playedApi(queries, more);
  const asked: unknown[] = [];
  let react = (): void => undefined;
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', children: [] }]),
      { provide: QueriesApi, useValue: played.api },
      { provide: BulkApi, useValue: bulk.api },
      { provide: AuthorisationsApi, useValue: { list: async () => ({ items: [] }) } },
      { provide: Session, useValue: { person: () => ({ id: 'aurelie', name: 'Aurélie Nguyen' }) } },
      { provide: Live, useValue: { changes: (_: unknown, then: () => void) => (react = then) } },
      {
        provide: Dialogs,
        useValue: {
          open: async (_part: unknown, question: unknown) => (asked.push(question), { text: '', reason: 'Centre fermé.', isChosen: false }),
        },
      },
    ],
  });
  const fixture = TestBed.createComponent(QueryDeskPage);
  document.body.append(fixture.nativeElement as HTMLElement);
  const settle = async () => {
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await fixture.whenStable();
  };
  await settle();
  const host = fixture.nativeElement as HTMLElement;
  const words = (selector: string) =>
    [...host.querySelectorAll(selector)].map((each) => each.textContent?.replace(/\s+/g, ' ').trim() ?? '');
  return {
    ...played,
    asked,
    settle,
    host,
    words,
    rows: () => words('tbody tr'),
    at: () => document.activeElement?.id.replace('ligne-', ''),
    hears: () => react(),
    said: () => TestBed.inject(Announcer).shown().at(-1)?.text,
    key: async (key: string, more: KeyboardEventInit = {}) => {
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
      );
      await settle();
    },
    press: async (name: string) => {
      const button = [...host.querySelectorAll('button')].find((each) => each.textContent?.trim().startsWith(name));
      if (!button) throw new Error(`no button ${name}`);
      button.click();
      await settle();
    },
  };
}

afterEach(() => document.body.replaceChildren());

describe('the desk of queries', () => {
  it('says of each what is doubted, whose, where it stands and since when', async () => {
    const { rows } = await show([query('a', { dueOn: '2026-11-20', overdue: true, assigneeName: 'Aurélie Nguyen' })]);
    for (const text of [
      'Poids à l’instauration',
      'Ce poids est-il exact',
      'TEC-215890',
      'CHRU de Nancy',
      'Répondue',
      '12 jours',
      'En retard',
    ])
      expect(rows()[0]).toContain(text);
  });

  it('is gone through by keyboard: next, opened beside, closed, next again', async () => {
    const { key, at, words, acted, rows, host } = await show();
    await key('j');
    await key('j');
    expect(at()).toBe('b');
    (document.activeElement as HTMLElement).click();
    await key('c');
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
    await key('n');
    expect(words('app-query-thread h2')).toEqual(['Poids à l’instauration']);
    await key('Enter', { ctrlKey: true });
    expect(acted).toEqual([['b', 'close', '']]);
    expect(rows()[1]).toContain('Close');
    expect(at()).toBe('b');
    await key('n');
    expect(host.querySelector('[aria-current=true]')?.id).toBe('ligne-c');
  });

  it('says so when an act is not possible', async () => {
    const { key, said } = await show([query('a', { abilities: [] })]);
    await key('j');
    await key('a');
    expect(said()).toContain('Cet acte n’est pas possible');
  });

  it('closes many at once: says how many have no answer, wants why, and sends each as it was read', async () => {
    const bulk = playedBulk();
    const { key, press, words, asked } = await show([query('a'), query('b', { state: 'open', version: 3 }), query('c')], {}, bulk);
    for (const step of ['j', 'x', 'j', 'x']) await key(step);
    expect(words('app-bulk-acts strong')).toEqual(['2 sélectionnées']);
    await press('Clore');
    expect(asked).toEqual([
      expect.objectContaining({
        consequence: expect.stringMatching(/^1 n’a pas de réponse\./),
        reason: expect.objectContaining({ least: 3 }),
      }),
    ]);
    const rows = [
      { id: 'a', version: 1 },
      { id: 'b', version: 3 },
    ];
    expect(bulk.started).toEqual([{ act: 'close', rows, unansweredReason: 'Centre fermé.' }]);
    expect(words('app-bulk-work section')[0]).toContain('Clôture de 2 queries : 2 à faire.'.replace('\u00a0', ' '));
    expect(words('app-bulk-acts strong')).toEqual([]);
  });

  it('offers of a selection what one of its rows allows, and nothing else', async () => {
    const { key, words } = await show([query('a', { abilities: ['reopen'] })]);
    for (const step of ['j', 'x']) await key(step);
    expect(words('app-bulk-acts button')).toEqual(['Rouvrir', 'Poser une question à chacune', 'Tout désélectionner']);
  });

  it('narrows by chips, and writes them in the address and nowhere else; never what is searched for', async () => {
    const { press, searched, host, settle } = await show();
    await press('En retard');
    const box = host.querySelector<HTMLInputElement>('input[type=search]');
    if (!box) throw new Error('no search box');
    box.value = 'DUP JE';
    box.dispatchEvent(new Event('input'));
    box.form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(searched.at(-1)).toEqual({ state: 'open,answered', overdue: 'true', search: 'DUP JE' });
    expect(TestBed.inject(Router).url).toContain('overdue=true');
    expect(TestBed.inject(Router).url).not.toContain('DUP');
    expect({ ...sessionStorage, ...localStorage }).toEqual({});
  });

  it('is whole again from the menu, whatever a link had narrowed it to', async () => {
    const { searched, settle, words } = await show();
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/?state=closed&centreId=540002698');
    await settle();
    expect(searched.at(-1)).toEqual({ state: 'closed', centreId: '540002698' });
    expect(words('app-filters-in-force')[0]).toContain('Closes');
    await router.navigateByUrl('/');
    await settle();
    expect(searched.at(-1)).toEqual({ state: 'open,answered' });
    expect(words('app-filters-in-force')).toEqual([]);
  });

  it('shows what a colleague changed, and moves nothing under the hands', async () => {
    const { key, hears, known, rows, at, settle } = await show();
    await key('j');
    known.set('a', query('a', { state: 'closed', version: 2 }));
    known.set('b', query('b', { state: 'closed', version: 2 }));
    known.set('d', query('d', { itemLabel: 'Taille' }));
    hears();
    await settle();
    expect(rows().map((row) => row.slice(0, 6))).toHaveLength(3);
    expect(rows().at(-1)).toContain('Taille');
    expect(at()).toBe('a');
  });

  it('adds the next page after the first', async () => {
    const page = (items: string[], next?: string) => ({
      items: items.map((id) => query(id)),
      total: 3,
      mayAsk: true,
      mayReview: true,
      next,
    });
    const { press, rows } = await show([], {
      search: async ({ cursor }: { cursor?: string }) => (cursor ? page(['c']) : page(['a', 'b'], 'n')),
    });
    expect(rows()).toHaveLength(2);
    await press('Afficher la suite');
    expect(rows()).toHaveLength(3);
  });

  it('selects all that the filter gives, beyond what is shown, when one asks', async () => {
    const page = (id: string, next?: string) => ({ items: [query(id)], total: 3, mayAsk: true, mayReview: true, next });
    const pages: Record<string, object> = { first: page('a', 'n'), n: page('b', 'm'), m: page('c') };
    const { press, key, words, rows } = await show([], { search: async ({ cursor = 'first' }: { cursor?: string }) => pages[cursor] });
    await key('j');
    await key('x');
    await press('Sélectionner les 3 queries');
    expect(rows()).toHaveLength(3);
    expect(words('app-bulk-acts strong')).toEqual(['3 sélectionnées']);
  });

  it('goes on by keyboard beyond what is shown', async () => {
    const page = (id: string, next?: string) => ({ items: [query(id)], total: 2, mayAsk: true, mayReview: true, next });
    const { key, at, rows } = await show([], { search: async ({ cursor }: { cursor?: string }) => (cursor ? page('b') : page('a', 'n')) });
    await key('j');
    await key('j');
    expect([rows().length, at()]).toEqual([2, 'b']);
  });

  it('says why it is empty', async () => {
    const { words, press } = await show([]);
    expect(words('app-empty-state')[0]).toContain('Aucune query en cours');
    await press('En retard');
    expect(words('app-empty-state')[0]).toContain('Aucune query ne correspond avec ces filtres');
    await press('Tout effacer');
    expect(words('app-empty-state')[0]).toContain('Aucune query en cours');
  });
});
