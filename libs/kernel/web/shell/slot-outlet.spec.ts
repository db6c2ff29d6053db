import { jest } from '@jest/globals';
import { Component, input, output, type Provider, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { fills, type LoadPart, slot } from './slot.js';
import { SlotOutlet } from './slot-outlet.js';

@Component({ selector: 'app-first', template: '<button (click)="said.emit(about())">Un : {{ about() }}</button>' })
class First {
  readonly about = input<string>();
  readonly said = output<string | undefined>();
}

@Component({ selector: 'app-second', template: 'Deux' })
class Second {
  readonly about = input<string>();
  readonly said = output<string>();
}

const PARTS = slot<Type<unknown>>('parts of a page');

@Component({
  imports: [SlotOutlet],
  template: '<div><app-slot [of]="parts" [inputs]="{ about: about() }" [outputs]="{ said: heard }" /><p>Après</p></div>',
})
class Page {
  readonly parts = PARTS;
  readonly about = signal('Alice');
  readonly heard = jest.fn<(said: string) => void>();
}

/** A part that comes when it is told to. */
function late(part: Type<unknown>) {
  let comes: () => void = () => undefined;
  const coming = new Promise<Type<unknown>>((resolve) => (comes = () => resolve(part)));
  return { load: () => coming, comes: () => comes() };
}

async function open(providers: Provider[]) {
  TestBed.configureTestingModule({ providers });
  const fixture = TestBed.createComponent(Page);
  await fixture.whenStable();
  const text = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).textContent?.trim();
  };
  return { fixture, text, page: fixture.componentInstance };
}

describe('a slot of a page', () => {
  it('is empty where nobody fills it', async () => {
    expect(await (await open([])).text()).toBe('Après');
  });

  it('draws each part as soon as it is there, in the order of the capabilities, with what the page gives', async () => {
    const [first, second] = [late(First), late(Second)];
    const { text, page, fixture } = await open([fills(PARTS, first.load), fills(PARTS, second.load)]);
    second.comes();
    expect(await text()).toBe('DeuxAprès');
    first.comes();
    expect(await text()).toBe('Un : AliceDeuxAprès');
    page.about.set('Bruno');
    expect(await text()).toBe('Un : BrunoDeuxAprès');
    (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
    expect(page.heard.mock.calls).toEqual([['Bruno']]);
  });

  it('asks again for a part once the network is back', async () => {
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const load = jest.fn<LoadPart<Type<unknown>>>().mockRejectedValueOnce(new Error('cut')).mockResolvedValue(Second);
    const { text } = await open([fills(PARTS, load)]);
    expect(await text()).toBe('Après');
    online.mockReturnValue(true);
    dispatchEvent(new Event('online'));
    expect(await text()).toBe('DeuxAprès');
    expect(load).toHaveBeenCalledTimes(2);
    online.mockRestore();
  });

  it('makes nothing of a part that comes once the page is left', async () => {
    const part = late(First);
    const { fixture } = await open([fills(PARTS, part.load)]);
    fixture.destroy();
    part.comes();
    await new Promise((resolve) => setTimeout(resolve));
    expect(fixture.nativeElement.textContent).not.toContain('Un');
  });
});
