import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { BulkActView } from '#api-client';
import { ApiProblem } from '#kernel/web';
import { BulkApi } from './bulk.api.js';
import { BulkWork } from './bulk-work.js';
import { bulkAct, playedBulk } from '../queries.testing.js';

async function show(begun: readonly BulkActView[], lines: Parameters<typeof playedBulk>[0] = [], played = playedBulk(lines, begun)) {
  TestBed.configureTestingModule({ providers: [provideRouter([]), { provide: BulkApi, useValue: played.api }] });
  const fixture = TestBed.createComponent(BulkWork);
  let ended = 0;
  fixture.componentInstance.settled.subscribe(() => ended++);
  const settle = async () => {
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await fixture.whenStable();
  };
  await settle();
  const host = fixture.nativeElement as HTMLElement;
  const text = () => host.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const until = async (shown: string) => {
    for (let tries = 0; tries < 100 && !text().includes(shown); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    await settle();
    expect(text()).toContain(shown);
  };
  const press = async (name: string) => {
    [...host.querySelectorAll('button')].find((each) => each.textContent?.trim() === name)?.click();
    await settle();
  };
  return { ...played, text, until, press, ended: () => ended };
}

describe('acts on many, as their author finds them again', () => {
  it('an act that runs is followed to its end, and tells that what it changed is to be read again', async () => {
    const { text, until, becomes, ended } = await show([bulkAct('a', { total: 3, left: 3 })]);
    expect(text()).toContain('Clôture de 3 queries : 3 à faire.');
    becomes('a', { state: 'done', done: 2, refused: 1, left: 0, abilities: ['put-away'] });
    await until('2 faites, 1 refusée.');
    expect(ended()).toBe(1);
  });

  it('is followed whatever one look comes to', async () => {
    const played = playedBulk([], [bulkAct('a', { total: 3, left: 3 })]);
    let looks = 0;
    const one = (id: string) =>
      looks++ === 0 ? Promise.reject(new ApiProblem('unreachable', 'Passerelle ne répond pas.', 0)) : played.api.one(id);
    const { until } = await show([], [], { ...played, api: { ...played.api, one } });
    played.becomes('a', { state: 'done', done: 3, left: 0, abilities: ['put-away'] });
    await until('3 faites');
    expect(looks).toBe(2);
  });

  it('is followed after « Arrêter » until the lines that were begun are done: its count is the last one', async () => {
    const { press, text, until, becomes, ended } = await show([bulkAct('a', { total: 90, left: 90 })]);
    becomes('a', { isEnding: true, abilities: [] });
    await press('Arrêter');
    expect(text()).toContain('– arrêt en cours : 90 à faire.');
    expect(ended()).toBe(0);
    becomes('a', { isEnding: false, done: 60, left: 30, abilities: ['resume', 'put-away'] });
    await until('– arrêtée : 60 faites, 30 à faire.');
    expect(text()).toContain('Reprendre');
    expect(ended()).toBe(1);
  });

  it('each refusal is told beside what it is about', async () => {
    const line = { seq: 1, outcome: 'refused', registrationNumber: 'TEC-215890', about: 'Poids', message: 'Elle est close.' } as const;
    const { text } = await show([bulkAct('a', { state: 'done', done: 1, refused: 1, left: 0, abilities: ['put-away'] })], [line]);
    expect(text()).toContain('TEC-215890, Poids : Elle est close.');
  });

  it('is stopped, resumed, put away, and found again', async () => {
    const { press, acted, text, becomes } = await show([bulkAct('a')]);
    await press('Arrêter');
    expect(acted).toEqual([['a', 'stop']]);
    becomes('a', { abilities: ['put-away'] });
    const again = await (TestBed.resetTestingModule(), show([bulkAct('a', { state: 'stopped', isPutAway: true, abilities: [] })]));
    expect(again.text()).toContain('Actes en nombre récents (1)');
    await again.press('Voir');
    expect(again.text()).toContain('Clôture de 2 queries – arrêtée : 2 à faire.');
    expect(text()).toContain('arrêtée');
  });
});
