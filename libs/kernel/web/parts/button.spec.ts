import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Button } from './button.js';

@Component({
  imports: [Button],
  template: `<form (submit)="sent($event)"><button appButton [busy]="busy()" (click)="clicks = clicks + 1">Signer</button></form>`,
})
class Page {
  clicks = 0;
  submits = 0;
  readonly busy = signal(false);

  protected sent(event: Event): void {
    event.preventDefault();
    this.submits += 1;
  }
}

async function show() {
  const fixture = TestBed.createComponent(Page);
  await fixture.whenStable();
  const button = (fixture.nativeElement as HTMLElement).querySelector('button');
  const click = (detail: number) => button?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
  return { page: fixture.componentInstance, fixture, button, click };
}

describe('a button', () => {
  it('takes a double click as one', async () => {
    const { page, click } = await show();
    click(1);
    click(2);
    expect([page.clicks, page.submits]).toEqual([1, 1]);
  });

  it('refuses every click while its act is under way', async () => {
    const { page, fixture, click } = await show();
    page.busy.set(true);
    await fixture.whenStable();
    click(1);
    click(0);
    expect([page.clicks, page.submits]).toEqual([0, 0]);
  });

  it('takes a key held down as one press', async () => {
    const { button } = await show();
    const held = (repeat: boolean) => new KeyboardEvent('keydown', { key: 'Enter', repeat, cancelable: true, bubbles: true });
    expect([button?.dispatchEvent(held(false)), button?.dispatchEvent(held(true))]).toEqual([true, false]);
  });
});
