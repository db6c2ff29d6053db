import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import type { CodeLists, Item, Value } from '#protocols/domain';
import { Answers } from './answers.js';
import type { FieldView } from '../drawing/drawing.js';
import { ItemField } from './item-field.js';
import { ItemFieldHarness } from './item-field.harness.js';
import { textOf } from './text-of.js';

export const base = { code: 'item', label: 'Libellé du PUT', place: 'Annexe 1', reliability: 'G' };
export const letters: Item = { ...base, type: 'text', format: 'letters', length: 3, maxLength: 3 };
const lists: CodeLists = {
  ECOG: ['0', '1', '2'].map((code) => ({ code, label: `Score ${code}` })),
  SITES: ['OS', 'FOIE', 'AUCUN'].map((code) => ({ code, label: code })),
  PAYS: ['France', 'Belgique', 'Suisse', 'Italie', 'Espagne', 'Grèce', 'Norvège'].map((label) => ({ code: label.slice(0, 2), label })),
};

export type Said = ['type', string, string] | ['choose', Value | undefined] | ['keepMine' | 'giveUp'] | ['reason', string];

/** One field drawn alone, and what it says to its page. */
export async function show(item: Item, more: Partial<FieldView> = {}, page: { readOnly?: boolean } = {}) {
  const said: Said[] = [];
  const answers: Partial<Answers> = {
    type: (_, text, moment) => said.push(['type', text, moment]),
    choose: (_, value) => said.push(['choose', value]),
    keepMine: () => said.push(['keepMine']),
    giveUp: () => said.push(['giveUp']),
    giveReason: (_, reason) => said.push(['reason', reason]),
    lists: () => lists,
    previousVisit: () => undefined,
    isReadOnly: () => page.readOnly ?? false,
    centreId: () => 'a',
    centreName: () => 'CHU de Lyon',
    lastReason: () => '',
  };
  TestBed.configureTestingModule({ providers: [{ provide: Answers, useValue: answers }] });
  const fixture = TestBed.createComponent(ItemField);
  const view = (value?: Value): FieldView => ({
    key: item.code,
    item,
    section: 's',
    value,
    text: textOf(item, value),
    isMissing: value === undefined,
    isRequired: item.required === true,
    notices: '',
    wantsReason: false,
    ...more,
  });
  fixture.componentRef.setInput('field', view(more.value));
  const ui = await TestbedHarnessEnvironment.harnessForFixture(fixture, ItemFieldHarness);
  return {
    ui,
    said,
    becomes: (value: Value | undefined) => fixture.componentRef.setInput('field', view(value)),
    becomesWrong: (draft: string, problem: string) => fixture.componentRef.setInput('field', { ...view(), text: draft, draft, problem }),
    fixture,
  };
}
