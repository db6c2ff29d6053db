import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { MatTooltipHarness } from '@angular/material/tooltip/testing';
import { Explained } from '../parts/term.js';
import { cutAtTerms } from './terms.js';

describe('a word of the trade', () => {
  it.each([
    ['Le pharmacien de la PUI signe la FAT.', ['Le pharmacien de la ', 'PUI', ' signe la ', 'FAT', '.']],
    ['Les codes UCD', ['Les codes ', 'UCD']],
    ['Un PUTSCH n’est pas un protocole.', ['Un PUTSCH n’est pas un protocole.']],
  ])('is found in « %s »', (text, parts) => {
    expect(cutAtTerms(text)).toEqual(parts);
  });

  it('is explained on hover, inside a sentence that stays as it was', async () => {
    const fixture = TestBed.createComponent(Explained);
    fixture.componentRef.setInput('text', 'Le pharmacien de la PUI voit tous les patients.');
    const tip = await TestbedHarnessEnvironment.loader(fixture).getHarness(MatTooltipHarness);
    expect((fixture.nativeElement as HTMLElement).textContent).toBe('Le pharmacien de la PUI voit tous les patients.');
    await tip.show();
    expect(await tip.getTooltipText()).toContain('Pharmacie à usage intérieur');
  });
});
