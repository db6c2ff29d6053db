import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiProblem } from './problems/api-problem.js';
import { readPages } from './read-pages.js';

interface Page {
  readonly items: string[];
  readonly next?: string;
}

const CUT = new ApiProblem('offline', 'Le serveur ne répond pas.', 0);

/** A page that reads a list by pages, from a server whose answers are given by what is asked, the cursor behind a slash. */
async function show(answers: Record<string, Page | Promise<Page> | ApiProblem>) {
  const asked: string[] = [];
  const which = signal('all');

  @Component({ template: '{{ list.shown()?.items }} {{ list.loadingMore() }} {{ list.moreProblem()?.code }}' })
  class Host {
    readonly list = readPages(
      () => which(),
      async (name: string, cursor?: string) => {
        const key = [name, cursor].filter(Boolean).join('/');
        asked.push(key);
        const answer = await answers[key];
        if (!answer || answer instanceof ApiProblem) throw answer;
        return answer;
      },
    );
  }
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  return { list: fixture.componentInstance.list, asked, which, settled: () => fixture.whenStable() };
}

describe('a list that comes by pages', () => {
  it('shows its first page, then the one after behind it, until there is none', async () => {
    const { list, asked } = await show({ all: { items: ['a', 'b'], next: '2' }, 'all/2': { items: ['c'] } });
    expect(list.shown()).toEqual({ items: ['a', 'b'], next: '2' });
    await list.more();
    expect(list.shown()).toEqual({ items: ['a', 'b', 'c'] });
    await list.more();
    expect(asked).toEqual(['all', 'all/2']);
  });

  it('asks once for what is asked twice', async () => {
    const { list, asked } = await show({ all: { items: ['a'], next: '2' }, 'all/2': { items: ['b'] } });
    await Promise.all([list.more(), list.more()]);
    expect([list.shown()?.items, asked]).toEqual([
      ['a', 'b'],
      ['all', 'all/2'],
    ]);
  });

  it('keeps what it shows when a page cannot be read, says why, and tries again', async () => {
    const answers: Record<string, Page | ApiProblem> = { all: { items: ['a'], next: '2' }, 'all/2': CUT };
    const { list } = await show(answers);
    await list.more();
    expect([list.shown()?.items, list.moreProblem()?.code, list.loadingMore()]).toEqual([['a'], 'offline', false]);
    answers['all/2'] = { items: ['b'] };
    await list.more();
    expect([list.shown()?.items, list.moreProblem()]).toEqual([['a', 'b'], undefined]);
  });

  it('puts no page behind another list, asked for meanwhile', async () => {
    let answer: (page: Page) => void = () => undefined;
    const late = new Promise<Page>((resolve) => (answer = resolve));
    const { list, which, settled } = await show({ all: { items: ['a'], next: '2' }, 'all/2': late, late: { items: ['z'] } });
    const more = list.more();
    which.set('late');
    await settled();
    answer({ items: ['b'] });
    await more;
    expect(list.shown()).toEqual({ items: ['z'] });
  });
});
