import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { Announcer, Device } from '#kernel/web';
import { FormPdf } from './form-pdf.js';

async function pressed(look: object) {
  const tab = { opener: {}, location: { replace: jest.fn() }, close: jest.fn() };
  let opened = false;
  const open = jest.spyOn(window, 'open').mockImplementation(() => ((opened = true), tab as unknown as Window));
  const said: string[] = [];
  const device = { look: async () => (expect(opened).toBe(true), { kept: [], expired: 0, isKnown: true, ...look }) };
  TestBed.configureTestingModule({
    providers: [
      { provide: Device, useValue: device },
      { provide: Announcer, useValue: { say: (words: string) => said.push(words) } },
    ],
  });
  const fixture = TestBed.createComponent(FormPdf);
  fixture.componentRef.setInput('formId', 'f1');
  await fixture.whenStable();
  (fixture.nativeElement as HTMLElement).querySelector('a')?.click();
  await new Promise((resolve) => setTimeout(resolve));
  open.mockRestore();
  return { sent: tab.location.replace.mock.calls.flat(), closed: tab.close.mock.calls.length, said: said.join() };
}

describe('the PDF of a form, from another page', () => {
  it('opens its tab by the click itself, and goes there once nothing is known to wait on this device', async () => {
    expect(await pressed({})).toEqual({ sent: ['/api/v1/forms/f1/pdf'], closed: 0, said: '' });
  });

  it.each([
    [{ kept: [{ id: 'a', keptAt: 1, content: { formId: 'f1' } }] }, /ne sont pas encore enregistrées/],
    [{ isKnown: false }, /n’a pas pu dire/],
  ])('is held back while answers wait, or when nobody knows', async (look, words) => {
    expect(await pressed(look)).toEqual({ sent: [], closed: 1, said: expect.stringMatching(words) });
  });
});
