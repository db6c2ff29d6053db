import { Component, signal, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LIMITS } from '#kernel/domain';
import { SearchBox } from './search-box.js';

@Component({
  selector: 'app-list',
  imports: [SearchBox],
  template: `
    <app-search-box for="s" label="Chercher" [understood]="understood()" (searched)="searched.push($event)">
      <select></select>
    </app-search-box>
  `,
})
class List {
  readonly box = viewChild.required(SearchBox);
  readonly understood = signal<string | undefined>(undefined);
  readonly searched: string[] = [];
}

async function list() {
  const fixture = TestBed.createComponent(List);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const input = host.querySelector('input');
  const form = host.querySelector('form');
  if (!input || !form) throw new Error('no box');
  const type = (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input'));
  };
  const enter = () => form.dispatchEvent(new Event('submit', { cancelable: true }));
  return { page: fixture.componentInstance, host, form, input, type, enter, settled: () => fixture.whenStable() };
}

/** A little longer than one who types is waited for. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 400));

describe('the box of search', () => {
  it('looks once for what was typed in one go, and at once for who asks', async () => {
    const { page, type, enter } = await list();
    for (const text of ['D', 'DU', 'DUP']) type(text);
    expect(page.searched).toEqual([]);
    await pause();
    expect(page.searched).toEqual(['DUP']);
    type('DUP JE');
    enter();
    await pause();
    expect(page.searched).toEqual(['DUP', 'DUP JE']);
  });

  it('says that a text is too long, and does not look for it', async () => {
    const { page, host, type, enter, settled } = await list();
    type('a'.repeat(LIMITS.search.max + 1));
    enter();
    await settled();
    expect([page.searched, host.querySelector('[role=alert]')?.textContent]).toEqual([[], expect.stringContaining('caractères')]);
  });

  it('is emptied by its list, which looks for nothing then', async () => {
    const { page, input, type, settled } = await list();
    type('DUP');
    await settled();
    page.box().forget();
    await settled();
    await pause();
    expect([input.value, page.searched]).toEqual(['', ['']]);
  });

  it('has the other choices beside it in its form, and below what was understood, for a list that says it', async () => {
    const { page, host, form, settled } = await list();
    expect(form.querySelector('select')).not.toBeNull();
    expect(host.querySelector('[role=status]')).toBeNull();
    page.understood.set('Nom commençant par DUP');
    await settled();
    expect(host.querySelector('[role=status]')?.textContent).toBe('Nom commençant par DUP');
  });
});
