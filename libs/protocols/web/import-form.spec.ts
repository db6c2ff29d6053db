import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { ImportForm } from './import-form.js';
import { ProtocolsApi } from './protocols.api.js';

async function shown() {
  const api = { import: jest.fn(async (_body: object) => ({})) };
  TestBed.configureTestingModule({ providers: [{ provide: ProtocolsApi, useValue: api }] });
  const fixture = TestBed.createComponent(ImportForm);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const choose = async (...bytes: number[]) => {
    const file = { name: 'protocole.yaml', size: bytes.length, arrayBuffer: async () => Uint8Array.from(bytes).buffer };
    const input = page.querySelector<HTMLInputElement>('#protocol-file');
    if (!input) throw new Error('No file to choose.');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change'));
    await fixture.whenStable();
  };
  const submit = async () => {
    page.querySelector('form')?.dispatchEvent(new Event('submit'));
    await fixture.whenStable();
  };
  return { api, page, choose, submit };
}

describe('the import of a protocol', () => {
  it('refuses a file that is not UTF-8 by saying so, and sends nothing; put right, it is taken', async () => {
    const { api, page, choose, submit } = await shown();
    // « é » as ISO 8859-1 writes it.
    await choose(0x63, 0xe9);
    await submit();
    expect(page.textContent).toContain('«\u00a0protocole.yaml\u00a0» n’est pas écrit en UTF-8');
    expect(api.import).not.toHaveBeenCalled();
    await choose(0x63, 0xc3, 0xa9);
    expect(page.textContent).not.toContain('UTF-8');
    await submit();
    expect(api.import).toHaveBeenCalledWith({ source: 'cé', fileName: 'protocole.yaml' });
  });
});
