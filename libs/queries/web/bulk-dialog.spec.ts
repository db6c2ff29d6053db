import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { addDays, todayIn } from '#kernel/domain';
import { type BulkAnswer, BulkDialog, type BulkQuestion } from './bulk-dialog.js';

const LATER = addDays(todayIn('UTC', new Date()), 60);

describe('the question of an act on many', () => {
  it('asked anew, it says why, and holds what was typed', async () => {
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
});
