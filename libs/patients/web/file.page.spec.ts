import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { EnrolmentView } from '#api-client';
import { FilePage } from './file.page.js';
import { PatientsApi } from './patients.api.js';

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
    ['a double that one may not read, and whom to ask', { hiddenDoubles: 1 }, /porte la même identité.*demandez à la PUI/, 0],
  ])('charter C5.8: says %s', async (_, more, words, links) => {
    const doubles = await doublesOf(more);
    expect(doubles.text).toMatch(words);
    expect(doubles.links).toBe(links);
  });
});
