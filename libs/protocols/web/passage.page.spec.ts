import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { jest } from '@jest/globals';
import type { AskPassage, PassagePreview } from '#api-client';
import { PassagePage } from './passage.page.js';
import { ProtocolsApi } from './protocols.api.js';

const REFUSED = { form: 'FAT', item: 'ecog', label: 'ECOG', value: '0', words: '0', message: 'Ce code n’existe plus.', choices: [] };
const SEEN: PassagePreview = {
  unmapped: [{ form: 'FAT', formTitle: 'FAT', item: 'essai', label: 'Essai', choices: [], forms: 3 }],
  refused: [REFUSED],
  awaited: [
    { needs: ['FAT/essai'], forms: 3 },
    { needs: ['FAT/ecog/"0"', 'FAT/essai'], forms: 2 },
  ],
  forms: [],
  total: 10,
  ready: 4,
  undecided: 5,
  kept: 1,
};

async function shown(seen: Partial<PassagePreview> = {}) {
  const preview = jest.fn(async (_id: string, _body: AskPassage) => ({ ...SEEN, ...seen }));
  // Never answers: what is asked is what counts.
  const previewCsv = jest.fn((_id: string, _body: AskPassage) => new Promise<Blob>(() => undefined));
  TestBed.configureTestingModule({ providers: [provideRouter([]), { provide: ProtocolsApi, useValue: { preview, previewCsv } }] });
  const fixture = TestBed.createComponent(PassagePage);
  fixture.componentRef.setInput('id', 'two');
  fixture.componentRef.setInput('other', 'one');
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const choose = async (id: string, value: string) => {
    const select = page.querySelector<HTMLSelectElement>(`#${id}`);
    if (!select) throw new Error(`No choice ${id}.`);
    select.value = value;
    select.dispatchEvent(new Event('change'));
    await fixture.whenStable();
  };
  const counts = () =>
    /Prêtes\s*:\s*(\d+).*À décider\s*:\s*(\d+).*version\s*:\s*(\d+)/s
      .exec(page.textContent ?? '')
      ?.slice(1)
      .map(Number);
  const button = (name: string) => [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(name));
  return { preview, previewCsv, choose, counts, button, fixture };
}

describe('the passage of begun forms', () => {
  it('follows each choice in its counts, without reading the forms again until one asks for it', async () => {
    const { preview, choose, counts, button, fixture } = await shown();
    expect(counts()).toEqual([4, 5, 1]);
    expect(button('Faire passer')?.disabled).toBe(true);
    await choose('champ-FAT-essai', '-');
    expect(counts()).toEqual([7, 2, 1]);
    await choose('toutes', '?');
    expect(counts()).toEqual([9, 0, 1]);
    expect(button('Faire passer')?.disabled).toBe(false);
    expect(preview).toHaveBeenCalledTimes(1);
    button('Recalculer')?.click();
    await fixture.whenStable();
    expect(preview.mock.calls.at(-1)?.[1]).toEqual({
      fromVersionId: 'one',
      items: [{ form: 'FAT', from: 'essai', to: null }],
      values: [],
      rest: 'keep',
    });
  });

  it('lets an answer without a field leave with a query, and saves the table as things were chosen', async () => {
    const { choose, button, previewCsv } = await shown();
    await choose('champ-FAT-essai', '?');
    button('Exporter')?.click();
    expect(previewCsv).toHaveBeenCalledWith('two', {
      fromVersionId: 'one',
      items: [{ form: 'FAT', from: 'essai', to: null, keep: true }],
      values: [],
    });
  });

  it('does not offer what would be refused, and says why', async () => {
    const { button, fixture } = await shown({ refusal: 'La version 2 n’est pas encore en vigueur.' });
    expect(button('Faire passer')).toBeUndefined();
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('pas encore en vigueur');
  });
});
