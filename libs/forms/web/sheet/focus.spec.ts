import { focusAct, focusBeside } from './focus.js';

const at = () => document.activeElement?.id;

describe('Enter from field to field', () => {
  beforeEach(() => {
    document.body.innerHTML = `
      <app-item-field data-key="weight"><input id="weight" /></app-item-field>
      <app-item-field data-key="lines/a/drug"><input id="drug" /></app-item-field>
      <div data-key="lines"><button class="add-row" id="add"></button></div>
      <app-item-field data-key="score"><output></output></app-item-field>
      <app-item-field data-key="height"><input id="height" /></app-item-field>
      <div data-key="effects"><button class="add-row" id="last"></button></div>`;
  });
  afterEach(() => document.body.replaceChildren());

  const go = (id: string, step: 1 | -1) => focusBeside(document.querySelector<HTMLElement>(`#${id}`) ?? document.body, step);

  it('passes over what adds a row and what is calculated, both ways', () => {
    expect([go('drug', 1), at()]).toEqual([true, 'height']);
    expect([go('height', -1), at()]).toEqual([true, 'drug']);
    expect([go('drug', -1), at()]).toEqual([true, 'weight']);
  });

  it('stays at the last field, whatever may be added after it', () => {
    document.getElementById('height')?.focus();
    expect([go('height', 1), at()]).toEqual([false, 'height']);
  });
});

describe('the keyboard after an act', () => {
  beforeEach(() => {
    document.body.innerHTML = `
      <div class="page-form"><h1 tabindex="-1" id="title">Fiche</h1></div><app-save-bar><a href="/signature" id="sign">Signer</a></app-save-bar>`;
  });
  afterEach(() => document.body.replaceChildren());

  it('charter C5.6: goes to the signature of a form that waits for one, and of no other', () => {
    focusAct({ waitsForSignature: false });
    expect(at()).toBe('title');
    focusAct({ waitsForSignature: true });
    expect(at()).toBe('sign');
  });
});
