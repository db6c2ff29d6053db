import { jest } from '@jest/globals';
import { Component, input, output } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import type { EnrolmentView } from '#api-client';
import { Announcer, Device, fills } from '#kernel/web';
import { FILE_DECISION } from '../capability/slots.js';
import { FilePage } from './file.page.js';
import { PatientsApi } from '../patients.api.js';

const FILE: EnrolmentView = {
  id: 'e',
  patient: { id: 'p', familyLetters: 'DUP', givenLetters: 'JE', birth: '1961-03', sex: 'F' },
  authorisationId: 'x',
  authorisationCode: 'TEC',
  medicine: 'TECVAYLI',
  indication: 'Myélome',
  holderName: 'Laboratoire de TECVAYLI',
  centreId: 'a',
  centreName: 'CHRU de Nancy',
  ground: 'holder-opinion',
  ansmAuthorisations: [],
  state: 'draft',
  awaits: ['entry'],
  awaitsSince: '2026-11-20T10:00:00Z',
  prescriber: { id: 'chloe', name: 'Chloé Fournier' },
  author: { id: 'chloe', name: 'Chloé Fournier' },
  createdAt: '2026-11-20T10:00:00Z',
  changedAt: '2026-11-20T10:00:00Z',
  missing: 0,
  stays: [],
  forms: [],
  otherEnrolments: [],
  timeline: [],
  possibleDoubles: [],
  hiddenDoubles: 0,
  formerRequests: [],
  stateVersion: 1,
  abilities: ['write'],
};

/** What the file says of possible doubles, and where it leads. */
async function doublesOf(more: Partial<EnrolmentView>) {
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: PatientsApi, useValue: { file: async () => ({ ...FILE, ...more }) } }],
  });
  const fixture = TestBed.createComponent(FilePage);
  fixture.componentRef.setInput('id', 'e');
  await fixture.whenStable();
  const section = (fixture.nativeElement as HTMLElement).querySelector('[aria-labelledby="double-title"]');
  return { text: section?.textContent ?? '', links: section?.querySelectorAll('a').length ?? 0 };
}

describe('the file of a patient', () => {
  const known = { id: 'other', state: 'sent', createdAt: '2026-11-01T10:00:00Z' } as const;

  it.each([
    ['nothing of doubles when there are none', {}, /^$/, 0],
    ['a double that one may read, by a link', { possibleDoubles: [known] }, /peut-être déjà inscrit/, 1],
    ['what to do of it while the request goes on', { possibleDoubles: [known] }, /Vérifiez avant d’aller plus loin/, 1],
    [
      'nothing to do of it once it is over',
      { possibleDoubles: [known], state: 'granted' as const },
      /dans votre centre\.(?!.*Vérifiez)/s,
      1,
    ],
    ['a double that one may not read, and whom to ask', { hiddenDoubles: 1 }, /porte la même identité.*demandez à la PUI/, 0],
  ])('charter C5.8: says %s', async (_, more, words, links) => {
    const doubles = await doublesOf(more);
    expect(doubles.text).toMatch(words);
    expect(doubles.links).toBe(links);
  });
});

@Component({ selector: 'app-opinion', template: 'Un avis commencé' })
class Opinion {
  readonly enrolment = input.required<EnrolmentView>();
  readonly decided = output<EnrolmentView>();
  readonly begun = output<boolean>();
  readonly outdated = output();
}

describe('the opinion of the holder, on the file', () => {
  it.each([
    [true, 'stays when a colleague gave theirs meanwhile'],
    [false, 'goes when nobody is asked for it any more'],
  ])('begun: %s, %s', async (isBegun) => {
    let abilities: EnrolmentView['abilities'] = ['decide'];
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: PatientsApi, useValue: { file: async () => ({ ...FILE, state: 'sent', abilities }) } },
        fills(FILE_DECISION, async () => Opinion),
      ],
    });
    const fixture = TestBed.createComponent(FilePage);
    fixture.componentRef.setInput('id', 'e');
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    const opinion = fixture.debugElement.query(By.directive(Opinion)).componentInstance as Opinion;
    opinion.begun.emit(isBegun);
    abilities = [];
    opinion.outdated.emit();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await fixture.whenStable();
    expect((fixture.nativeElement as HTMLElement).textContent.includes('Un avis commencé')).toBe(isBegun);
  });
});

describe('the PDF of a form, from the file', () => {
  const form = { id: 'f', code: 'FAT', kind: 'FAT', title: 'Fiche d’accès', state: 'in-progress', changedAt: FILE.changedAt } as const;
  const counts = { applicable: 3, filled: 1, missing: 2 };

  /** The link is followed while this device keeps what pages of these forms left. @returns where it led, and what was said */
  async function printed(...keptOf: readonly string[]) {
    const kept = keptOf.map((formId, nth) => ({ id: `page${nth}`, keptAt: nth, content: { formId, words: [] } }));
    const tab = { opener: {}, location: { replace: jest.fn() }, close: () => undefined };
    jest.spyOn(window, 'open').mockReturnValue(tab as unknown as Window);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: PatientsApi, useValue: { file: async () => ({ ...FILE, forms: [{ ...form, ...counts }], abilities: ['print'] }) } },
        { provide: Device, useValue: { look: async () => ({ kept, expired: 0, isKnown: true }) } },
      ],
    });
    const fixture = TestBed.createComponent(FilePage);
    fixture.componentRef.setInput('id', 'e');
    await fixture.whenStable();
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    (fixture.nativeElement as HTMLElement).querySelector('a[href="/api/v1/forms/f/pdf"]')?.dispatchEvent(click);
    await fixture.whenStable();
    const said = TestBed.inject(Announcer).shown().at(-1)?.text ?? '';
    return { followed: !click.defaultPrevented || tab.location.replace.mock.calls.length > 0, said };
  }
  afterEach(() => jest.restoreAllMocks());

  it('is not opened while this device keeps answers of it that the server does not have: where they are is said', async () => {
    const { followed, said } = await printed('other', 'f');
    expect(followed).toBe(false);
    expect(said).toMatch(/pas encore enregistrées.*ouvrez la fiche/);
  });

  it.each([
    ['nothing', []],
    ['answers of another form', ['other']],
  ])('is opened while this device keeps %s', async (_, keptOf) => {
    expect(await printed(...keptOf)).toEqual({ followed: true, said: '' });
  });
});
