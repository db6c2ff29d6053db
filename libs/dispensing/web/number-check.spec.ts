import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import type { AuthorisationView } from '#api-client';
import { dammCheckDigit } from '#kernel/domain';
import { ApiProblem } from '#kernel/web';
import { DispensingApi } from './dispensing.api.js';
import { NumberCheck } from './number-check.js';

const NUMBER = `TEC-48213${dammCheckDigit('48213')}`;
const MISTYPED = `${NUMBER.slice(0, -1)}${(Number(NUMBER.at(-1)) + 1) % 10}`;

async function shown(valid = true) {
  const api = {
    check: jest.fn(async (_asked: object) => ({ valid })),
    ask: jest.fn(async (_wish: object, _key: string) => ({ id: 'r' })),
  };
  TestBed.configureTestingModule({ providers: [{ provide: DispensingApi, useValue: api }] });
  const fixture = TestBed.createComponent(NumberCheck);
  fixture.componentRef.setInput('authorisations', [{ id: 'tec', code: 'TEC', medicine: 'TECVAYLI' } as AuthorisationView]);
  fixture.componentRef.setInput('chosen', 'tec');
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const press = async (words: RegExp) => {
    [...page.querySelectorAll('button')].find(({ textContent }) => words.test(textContent ?? ''))?.click();
    await fixture.whenStable();
  };
  const write = async (selector: string, text: string) => {
    const box = page.querySelector<HTMLInputElement>(selector);
    if (!box) throw new Error(`Nothing is at ${selector}.`);
    box.value = text;
    box.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const check = async (number: string) => {
    await write('#number', number);
    await press(/Vérifier le numéro/);
  };
  return { api, page, press, write, check };
}

describe('the number of a patient whom one dispenses to', () => {
  it('charter C9.1: typed wrong, it says so itself, and the server is not asked', async () => {
    const { api, page, check } = await shown();
    await check(MISTYPED);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('erreur de saisie');
    expect(api.check).not.toHaveBeenCalled();
  });

  it('charter C9.1: is valid or not; another number has no answer yet', async () => {
    const { api, page, check, write } = await shown();
    await check(NUMBER);
    expect(api.check.mock.calls).toEqual([[{ authorisationId: 'tec', number: NUMBER }]]);
    expect(page.textContent).toContain('est valide pour cette autorisation');
    await write('#number', `${NUMBER}0`);
    expect(page.textContent).not.toContain('est valide');
  });

  it('charter C9.2: what is not valid is not asked for', async () => {
    const { page, check } = await shown(false);
    await check(NUMBER);
    expect(page.textContent).toContain('n’est pas valide');
    expect(page.textContent).not.toContain('Demander à lire');
  });

  it('charter C9.2: reading is asked for once one has read what follows, and said why', async () => {
    const { api, page, check, press, write } = await shown();
    await check(NUMBER);
    await press(/Demander à lire/);
    expect(page.textContent).toContain('accorde la lecture jusqu’à une date, ou la refuse');
    await press(/Envoyer la demande/);
    expect(api.ask).not.toHaveBeenCalled();
    await write('textarea', 'Nous dispensons la prochaine cure.');
    await press(/Envoyer la demande/);
    expect(api.ask.mock.calls[0]?.[0]).toEqual({ authorisationId: 'tec', number: NUMBER, why: 'Nous dispensons la prochaine cure.' });
    expect(page.textContent).not.toContain('Envoyer la demande');
  });

  it('says what the server refuses, and nothing twice', async () => {
    const { api, page, check } = await shown();
    api.check.mockRejectedValueOnce(new ApiProblem('too-many-requests', 'Trop de demandes', 429, 'Réessayez dans 12 minutes.'));
    await check(NUMBER);
    expect(page.textContent?.match(/Réessayez dans 12 minutes/g)).toHaveLength(1);
  });
});
