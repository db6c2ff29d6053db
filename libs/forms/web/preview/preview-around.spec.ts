import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TestBed } from '@angular/core/testing';
import { parse } from 'yaml';
import {
  entriesOf,
  partialDatesOf,
  patientDaysRead,
  patientDaysToldBy,
  type Form,
  type Item,
  type Protocol,
  type Value,
} from '#protocols/domain';
import { envAround, formsSaying, othersOf, visitsOf } from './preview-around.js';
import { PreviewAnswers } from './preview-answers.js';

const SHIPPED = path.resolve('libs/protocols/api/shipped');
const TODAY = '2026-11-22';
const TRIES = 80;

const protocols = readdirSync(SHIPPED)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parse(readFileSync(path.join(SHIPPED, name), 'utf8')) as Protocol);
const forms = protocols.flatMap((protocol) =>
  protocol.forms.map((form) => [`${protocol.code} ${protocol.version} ${form.code}`, protocol, form] as const),
);

/** The same dice at each run. */
function dice(): <T>(sides: readonly T[]) => T {
  let seed = 20261122;
  return (sides) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return sides[Math.floor((seed / 2147483648) * sides.length)] as (typeof sides)[number];
  };
}

/** An answer that someone who tries a form may give: any choice, a day of this year or of a childhood. */
function anAnswer(item: Item, protocol: Protocol, throwDice: ReturnType<typeof dice>): Value | undefined {
  switch (item.type) {
    case 'on':
    case 'oni':
    case 'choice':
      return throwDice(entriesOf(item, protocol.codeLists)).code;
    case 'multi': {
      const codes = entriesOf(item, protocol.codeLists).map(({ code }) => code);
      return codes.filter((code) => code !== item.exclusive && throwDice([true, false]));
    }
    case 'int':
      return throwDice([item.min ?? 0, item.max ?? 100, 1, 2, 12, 50]);
    case 'dec':
      return throwDice([String(item.min ?? 0), String(item.max ?? 100), '1', '12', '70']);
    case 'date':
      return throwDice(['2026-10-01', TODAY, '2015-06-01', '1970-06-01']);
    case 'month':
    case 'partialDate':
      return throwDice(['2024-06', '2017-06', '1970-06']);
    case 'calc':
      return undefined;
    default:
      return 'texte';
  }
}

/** Sections and items that come to the screen of anyone who tries this form long enough, with what its page offers and nothing else. */
function seen(protocol: Protocol, form: Form) {
  const throwDice = dice();
  const [visits, others] = [visitsOf(protocol, form), othersOf(protocol, form)];
  const found = { sections: new Set<string>(), items: new Set<string>() };
  const [tried, around] = [0, 1].map(() => TestBed.runInInjectionContext(() => new PreviewAnswers())) as [PreviewAnswers, PreviewAnswers];
  for (let time = 0; time < TRIES; time++) {
    tried.open(protocol, form, TODAY);
    around.open(protocol, others, TODAY);
    fillIn(around);
    tried.surround(
      envAround(protocol, TODAY, visits.length > 0 ? throwDice(visits) : undefined, formsSaying(protocol, form, around.said())),
    );
    for (let pass = 0; pass < 6; pass++) fillIn(tried);
  }
  return found;

  function fillIn(answers: PreviewAnswers): void {
    const drawing = answers.drawing();
    for (const { section, blocks } of drawing?.sections ?? []) {
      if (answers === tried && blocks.length > 0) found.sections.add(section.code);
      for (const block of blocks) if ('rows' in block && block.rows.rows.length === 0) answers.addRow(block.rows.group);
    }
    for (const { key, item, value } of drawing?.fields.values() ?? []) {
      if (answers === tried) found.items.add(item.code);
      const answer = value === undefined ? anAnswer(item, protocol, throwDice) : undefined;
      if (answer !== undefined) answers.choose(key, answer);
    }
  }
}

describe('a form that is tried before it is published', () => {
  it.each(forms)('%s shows every section and every field to who tries long enough', (_, protocol, form) => {
    const { sections, items } = seen(protocol, form);
    expect(form.sections.map(({ code }) => code).filter((code) => !sections.has(code))).toEqual([]);
    const all = form.sections.flatMap(({ content }) => content.flatMap((each) => (each.type === 'group' ? each.items : [each])));
    expect(all.map(({ code }) => code).filter((code) => !items.has(code))).toEqual([]);
  });

  const of = (code: string, form: string) => {
    const protocol = protocols.find((each) => each.code.startsWith(code)) as Protocol;
    return { protocol, form: protocol.forms.find((each) => each.code === form) as Form };
  };

  it('offers the visits that ask for it, and the answers of other forms that its rules read', () => {
    const { protocol, form } = of('KAFTRIO', 'SUIVI');
    expect(visitsOf(protocol, form).length).toBeGreaterThan(1);
    expect(othersOf(protocol, form).sections.map(({ code, content }) => [code, content.map((each) => each.code)])).toEqual([
      ['FAT', ['autre.fat.pat.naissance']],
      ['FIT', ['autre.fit.fit.date_debut']],
    ]);
    expect(formsSaying(protocol, form, { 'autre.fat.pat.naissance': '2017-06' })).toEqual({ FAT: { 'pat.naissance': '2017-06' }, FIT: {} });
  });

  it('is filled on the day of its visit, in its window', () => {
    const visit = { code: 'M3', label: 'Mois 3', window: { before: 7, after: 14 } };
    expect(envAround({ forms: [] }, TODAY, visit)).toEqual({
      today: TODAY,
      visit: 'M3',
      visitDate: TODAY,
      visitFrom: '2026-11-15',
      visitUntil: '2026-12-06',
      forms: {},
    });
    expect(envAround({ forms: [] }, TODAY, undefined, undefined, { weight: '70' })).toEqual({
      today: TODAY,
      forms: {},
      previousVisit: { weight: '70' },
    });
  });

  it.each(forms)(
    '%s is held against the birth and the first administration as in use, and knows which dates are partial',
    (_, protocol, form) => {
      const others = othersOf(protocol, form);
      const told = patientDaysToldBy(protocol.forms);
      for (const day of patientDaysRead(form)) {
        const by = told[day];
        if (by === undefined || by.form === form.code) continue;
        const code = `autre.${by.form.toLowerCase()}.${by.item}`;
        expect(others.sections.flatMap(({ content }) => content.map((each) => each.code))).toContain(code);
        const env = envAround(protocol, TODAY, undefined, formsSaying(protocol, form, { [code]: '2020-05' }));
        expect(env[day]).toBe('2020-05');
      }
      const once = protocol.forms.filter(({ occurs }) => occurs === 'once');
      const partial = once.flatMap((each) => [...partialDatesOf(each)].map((item) => `${each.code} ${item}`));
      const known = Object.entries(envAround(protocol, TODAY, undefined).partialDates ?? {});
      expect(known.flatMap(([code, items]) => items.map((item) => `${code} ${item}`))).toEqual(partial);
    },
  );

  it('says of a date before the birth what the form in use says', () => {
    const told = forms.flatMap(([, protocol, form]) => {
      const birth = patientDaysToldBy(protocol.forms).birth;
      if (birth === undefined || birth.form === form.code) return [];
      const tried = TestBed.runInInjectionContext(() => new PreviewAnswers());
      tried.open(protocol, form, TODAY);
      const said = formsSaying(protocol, form, { [`autre.${birth.form.toLowerCase()}.${birth.item}`]: '2017-06' });
      tried.surround(envAround(protocol, TODAY, visitsOf(protocol, form)[0], said));
      const shown = [...(tried.drawing()?.fields.values() ?? [])].find(({ item }) => item.type === 'date' && item.notBefore === undefined);
      if (!shown) return [];
      tried.choose(shown.key, '2016-01-01');
      return [tried.drawing()?.fields.get(shown.key)?.notices];
    });
    expect(told.length).toBeGreaterThan(3);
    for (const notices of told) expect(notices).toContain('Cette date précède la naissance du patient.');
  });
});
