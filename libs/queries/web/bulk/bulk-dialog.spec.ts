import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { addDays, frenchDate, todayIn } from '#kernel/domain';
import { type BulkAnswer, BulkDialog, type BulkQuestion } from './bulk-dialog.js';

const LATER = addDays(todayIn('UTC', new Date()), 60);

describe('the question of an act on many', () => {
  it('asked again, it says why, and holds what was typed', async () => {
    const typed: BulkAnswer = { text: 'Vu.', reason: 'Centre fermé.', assigneeId: 'b', dueOn: LATER, isChosen: true };
    const question: BulkQuestion = {
      title: 'Clore',
      consequence: 'Elles seront closes.',
      act: 'Clore',
      text: { label: 'Un mot', least: 0 },
      reason: { label: 'Pourquoi', least: 3 },
      people: [
        { id: 'a', name: 'Aurélie Nguyen' },
        { id: 'b', name: 'Claire Martin' },
      ],
      due: { label: 'Le', hint: '' },
      choice: 'Aussi les autres',
      refusal: 'Passerelle ne répond pas.',
      typed,
    };
    const closed: (BulkAnswer | undefined)[] = [];
    TestBed.configureTestingModule({
      providers: [
        { provide: DIALOG_DATA, useValue: question },
        { provide: DialogRef, useValue: { close: (answer?: BulkAnswer) => closed.push(answer) } },
      ],
    });
    const fixture = TestBed.createComponent(BulkDialog);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Passerelle ne répond pas.');
    expect(host.querySelector('select')?.value).toBe('b');
    expect(host.querySelector<HTMLInputElement>('[type=checkbox]')?.checked).toBe(true);
    host.querySelector<HTMLButtonElement>('[type=submit]')?.click();
    expect(closed).toEqual([typed]);
  });

  it('says what it leaves of the selection, and refuses a day that has passed for every centre', async () => {
    const left = 'Sur 50 sélectionnées, 19 sont laissées de côté.';
    const question: BulkQuestion = { title: 'Échéance', consequence: '', act: 'Enregistrer', left, due: { label: 'Le' } };
    const closed: unknown[] = [];
    TestBed.configureTestingModule({
      providers: [
        { provide: DIALOG_DATA, useValue: question },
        { provide: DialogRef, useValue: { close: (answer?: BulkAnswer) => closed.push(answer?.dueOn) } },
      ],
    });
    const fixture = TestBed.createComponent(BulkDialog);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelector('.notice')?.textContent).toContain(left);
    const box = host.querySelector<HTMLInputElement>('#bulk-due');
    const send = async (day: string) => {
      if (box) box.value = day;
      box?.dispatchEvent(new Event('input'));
      box?.dispatchEvent(new Event('change'));
      host.querySelector<HTMLButtonElement>('[type=submit]')?.click();
      await fixture.whenStable();
    };
    await send(frenchDate(addDays(todayIn('UTC', new Date()), -2)));
    expect([closed, host.querySelector('[role=alert]')?.textContent?.trim()]).toEqual([[], expect.stringContaining('déjà passée')]);
    await send(frenchDate(LATER));
    expect(closed).toEqual([LATER]);
  });
});
