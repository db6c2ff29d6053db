import { TestBed } from '@angular/core/testing';
import { ReasonField } from './reason-field.js';

describe('the box of a reason', () => {
  it('keeps what is too long as it was pasted, says so, and does not let it go', async () => {
    const fixture = TestBed.createComponent(ReasonField);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const box = host.querySelector('textarea');
    if (!box) throw new Error('no box');
    box.value = 'a'.repeat(1200);
    box.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(box.value).toHaveLength(1200);
    expect(host.textContent).toContain('Ce texte a 1200 caractères');
    expect(fixture.componentInstance.valid()).toBe(false);
  });
});
