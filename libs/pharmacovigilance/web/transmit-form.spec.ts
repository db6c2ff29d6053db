import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { CaseView } from '#api-client';
import { CasesApi } from './cases.api.js';
import { TransmitForm } from './transmit-form.js';

describe('the day of a transmission', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('charter P3: is proposed as the clock counts it, in UTC, whatever the day is in Paris already', () => {
    jest.setSystemTime(new Date('2026-03-01T23:30:00Z'));
    TestBed.configureTestingModule({ providers: [{ provide: CasesApi, useValue: {} }] });
    const fixture = TestBed.createComponent(TransmitForm);
    fixture.componentRef.setInput('case', {} as CaseView);
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelector<HTMLInputElement>('#transmitted-on')?.value).toBe('01/03/2026');
  });
});
