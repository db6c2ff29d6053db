import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { calendarDate, lastBeforeFirst, say, type CalendarDate } from '#kernel/domain';
import { DateBox } from './date-box.js';
import { TypedDay } from './typed-day.js';

const TODAY = calendarDate('2026-11-29');

@Component({
  selector: 'app-asks',
  imports: [DateBox],
  template: `<app-date-box [of]="day" for="d" label="Jusqu’au" [insist]="insist()" [refusal]="refusal()" />`,
})
class Asks {
  readonly day = new TypedDay({ limits: () => ({ notBefore: TODAY }), today: () => TODAY });
  readonly insist = signal(false);
  readonly refusal = signal<string | null>(null);
}

async function asked() {
  const fixture = TestBed.createComponent(Asks);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const box = host.querySelector('input');
  if (!box) throw new Error('no box');
  const type = async (text: string) => {
    box.value = text;
    box.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const leave = async (told = 'change') => {
    box.dispatchEvent(new Event(told));
    await fixture.whenStable();
  };
  const said = () => host.querySelector('[role=alert]')?.textContent?.trim();
  return { asks: fixture.componentInstance, box, type, leave, said, settled: () => fixture.whenStable() };
}

describe('the box of a day', () => {
  it('understands a short date as the nearest that is meant, and shows it once one leaves', async () => {
    const { asks, box, type, leave } = await asked();
    await type('0312');
    expect([box.value, asks.day.day(), asks.day.settled()]).toEqual(['0312', '2026-12-03', undefined]);
    await leave();
    expect([box.value, asks.day.settled()]).toEqual(['03/12/2026', '2026-12-03']);
  });

  it('keeps what it does not understand, and says so once one goes on; not while one types', async () => {
    const { asks, box, type, leave, said } = await asked();
    await type('3112x');
    await leave();
    expect([box.value, asks.day.day(), said()]).toEqual(['3112x', undefined, undefined]);
    asks.insist.set(true);
    await leave();
    expect(said()).toBe('Cette date n’est pas comprise. Écrivez JJ/MM/AAAA, par exemple 05/03/2024.');
    await type('311');
    expect(said()).toBeUndefined();
    await type('29/11/1026');
    await leave();
    expect(said()).toMatch(/plus de 120 ans/);
    await type('');
    await leave();
    expect(said()).toMatch(/^Indiquez un jour/);
  });

  it('judges again what was typed again as it stood: a browser tells no change of it', async () => {
    const { asks, type, leave, said } = await asked();
    asks.insist.set(true);
    await type('31/02/2027');
    await leave();
    const wrong = said();
    expect(wrong).toBeDefined();
    await type('31/03/2027');
    await type('31/02/2027');
    expect(said()).toBeUndefined();
    await leave('blur');
    expect(said()).toBe(wrong);
  });

  it('says what the server refused, until something else is typed', async () => {
    const { asks, type, said, settled } = await asked();
    await type('0112');
    asks.refusal.set('Cette échéance est déjà passée.');
    await settled();
    expect(said()).toBe('Cette échéance est déjà passée.');
    await type('0212');
    expect(said()).toBeUndefined();
  });

  it('a day refused by what stands elsewhere is told, and is not one for lists to follow, whichever of both changes', () => {
    const today = () => TODAY;
    const from = new TypedDay({ today });
    const refuse = (day: CalendarDate) => {
      const wrong = lastBeforeFirst(from.settled(), day);
      return wrong && say(wrong);
    };
    const to = new TypedDay({ today, refuse });
    const put = (day: TypedDay, text: string) => {
      day.text.set(text);
      day.settle();
    };
    put(to, '04/03/2026');
    expect([to.problem(), to.settled()]).toEqual([null, '2026-03-04']);
    put(from, '05/03/2026');
    expect([to.problem(), to.settled()]).toEqual([expect.stringContaining('avant le premier, le 05/03/2026'), undefined]);
    put(from, '04/03/2026');
    expect([to.problem(), to.settled()]).toEqual([null, '2026-03-04']);
  });
});
