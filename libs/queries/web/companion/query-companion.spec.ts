import { Component, Injector, signal, type Type } from '@angular/core';
import { NgComponentOutlet } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, provideRouter } from '@angular/router';
import type { FormView, QueryView } from '#api-client';
import { OpenForm } from '#forms/web';
import { Live, Session } from '#kernel/web';
import { QUERIES_BESIDE_FORMS, QueryCompanion } from './query-companion.js';
import { QueriesApi } from '../queries.api.js';
import { playedApi, query } from '../queries.testing.js';

/** A place of the form, in which a companion's panel stands. */
@Component({
  imports: [NgComponentOutlet],
  template: `<ng-container *ngComponentOutlet="panel(); inputs: inputs(); injector: injector" />`,
})
class Place {
  readonly panel = signal<Type<unknown> | null>(null);
  readonly inputs = signal<Record<string, unknown>>({});
  injector: Injector | undefined;
}

async function open(queries: readonly QueryView[], asked?: string) {
  const played = playedApi(queries, {
    ask: async ({ text, item }: { text: string; item?: string }) => query('new', { text, item, state: 'open' }),
  });
  const shown: (string | undefined)[] = [];
  const version = signal('complete 1 1');
  const place: Partial<OpenForm> = {
    form: signal({ id: 'fit', enrolmentId: 'e' } as FormView),
    version,
    show: (item) => void shown.push(item),
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: QueriesApi, useValue: played.api },
      { provide: OpenForm, useValue: place },
      { provide: Live, useValue: { changes: () => undefined } },
      { provide: Session, useValue: { person: () => ({ id: 'helene' }) } },
      { provide: ActivatedRoute, useValue: { snapshot: { queryParams: asked ? { query: asked } : {} } } },
    ],
  });
  const fixture = TestBed.createComponent(Place);
  const { companion, providers } = QUERIES_BESIDE_FORMS;
  const injector = Injector.create({ providers: [...providers, companion], parent: TestBed.inject(Injector) });
  const queriesOfForm = injector.get(QueryCompanion);
  fixture.componentInstance.injector = injector;
  const settle = async () => {
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await fixture.whenStable();
  };
  await settle();
  const host = fixture.nativeElement as HTMLElement;
  const button = (name: string) => {
    const found = [...host.querySelectorAll('button')].find((each) => each.textContent?.trim().startsWith(name));
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  return {
    ...played,
    shown,
    version,
    settle,
    companion: queriesOfForm,
    text: () => host.textContent?.replace(/\s+/g, ' ') ?? '',
    look: async (panel: Type<unknown>, inputs: Record<string, unknown> = {}) => {
      fixture.componentInstance.inputs.set(inputs);
      fixture.componentInstance.panel.set(panel);
      await settle();
    },
    press: async (name: string) => {
      button(name).click();
      await settle();
    },
    write: async (text: string) => {
      const box = host.querySelector('textarea');
      if (!box) throw new Error('no box');
      box.value = text;
      box.dispatchEvent(new Event('input'));
      await settle();
    },
  };
}

const weight = query('a', { state: 'open', abilities: ['answer'] });

describe('queries in an open form', () => {
  it('mark their field by icon and word, and count in the name of their panel', async () => {
    const { companion } = await open([weight, query('b'), query('c', { state: 'closed' }), query('d', { item: undefined })]);
    expect(companion.marks('fit.poids').map(({ icon, text }) => [icon, text])).toEqual([
      ['help', 'Query ouverte'],
      ['talk', 'Query répondue'],
    ]);
    expect(companion.marks('fit.taille')).toEqual([]);
    expect(companion.name()).toBe('Queries (3)');
  });

  it('show the first that waits beside its field, with its box to answer', async () => {
    const { look, companion, text, write, press, acted } = await open([weight]);
    await look(companion.besideField, { item: 'fit.poids' });
    for (const words of ['71,5 kg', '17,5 kg', 'Ce poids est-il exact', 'Votre réponse']) expect(text()).toContain(words);
    await press('Répondre');
    expect(text()).toContain('Écrivez d’abord quelques mots.');
    await write('Non, 71,5.');
    await press('Répondre');
    expect(acted).toEqual([['a', 'answer', 'Non, 71,5.']]);
    expect(companion.marks('fit.poids')).toEqual([]);
  });

  it('are asked beside the field, and stand there at once', async () => {
    const { look, companion, press, write, text } = await open([]);
    await look(companion.besideField, { item: 'fit.poids' });
    await press('Poser une query');
    await write('Est-ce exact ?');
    await press('Poser la question');
    expect(companion.marks('fit.poids')).toHaveLength(1);
    expect(text()).toContain('Queries sur cette réponse');
  });

  it('lead to their field when the address names one, and from the panel of the form', async () => {
    const { shown, look, companion, press } = await open([weight, query('b', { item: 'fit.taille', itemLabel: 'Taille' })], 'a');
    expect(shown).toEqual(['fit.poids']);
    await look(companion.besideForm);
    await press('Répondue');
    expect(shown).toEqual(['fit.poids', 'fit.taille']);
  });

  it('are read again when an answer is saved: a check that holds again closes its own', async () => {
    const { known, version, settle, companion } = await open([weight]);
    known.set('a', { ...weight, state: 'closed', version: 2 });
    version.set('complete 2 1');
    await settle();
    expect(companion.marks('fit.poids')).toEqual([]);
  });
});
