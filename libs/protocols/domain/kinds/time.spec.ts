import { checkProtocol } from '../check/check-protocol.js';
import { evaluate } from '../rules/conditions.js';
import { differences } from '../versions/difference.js';
import { displayValue } from '../values/display.js';
import type { Condition, Item, TimeItem } from '../language/language.js';
import { accessForm, form, int, item, on, printCondition, seen, text, toldChange, toldProblem, whole, worded } from '../testing.js';
import { normaliseTyped } from '../values/typed.js';
import { checkValue, type ValueProblem } from '../values/value-check.js';
import { conversion } from './index.js';

const time = (code: string, more: Partial<TimeItem> = {}): TimeItem => ({
  code,
  label: code,
  place: 'Annexe 1',
  reliability: 'T',
  type: 'time',
  ...more,
});
const typed = (text: string) => worded(normaliseTyped(time('h'), text, seen({}, on)));
const wrong = (value: unknown, more: Partial<TimeItem> = {}) => told(checkValue(time('h', more), value, {}, seen({}, on)));
const told = (problem: ValueProblem | null) => problem && worded(problem);

describe('a time of day', () => {
  it.each(['930', '0930', '9h30', '09h30', '9H30', '9 h 30', '9\u00a0h\u00a030', '9:30', '09:30', '９：３０', ' 9:30 '])(
    'typed %j is 09:30',
    (words) => expect(typed(words)).toEqual({ ok: true, value: '09:30' }),
  );

  it.each(['9', '9h', '93', '9:3', '9h305', '09:30:15', '93000', 'midi', '9,30', '-930'])(
    'typed %j is refused, with what is expected',
    (words) => expect(typed(words)).toEqual({ ok: false, message: 'Cette heure n’est pas comprise. Écrivez HH:MM, par exemple 09:30.' }),
  );

  it('typed as none that a clock shows is understood, and does not stand', () => {
    for (const words of ['2400', '24:00', '12h60', '99:99']) {
      const understood = typed(words);
      expect(understood.ok && wrong(understood.value)).toEqual({
        code: 'wrong-shape',
        message: 'Cette heure n’existe pas. Indiquez une heure de 00:00 à 23:59, par exemple 09:30.',
      });
    }
  });

  it('is kept as HH:MM, and as nothing else', () => {
    expect(['00:00', '09:30', '23:59'].map((value) => wrong(value))).toEqual([null, null, null]);
    for (const value of ['9:30', '09:30:00', '0930', 930, null, true, ['09:30'], { at: '09:30' }, '24:00'])
      expect(wrong(value)?.code).toBe('wrong-shape');
  });

  it('may have a first and a last minute, and says which', () => {
    const hours = { min: '08:00', max: '20:00' };
    expect([wrong('08:00', hours), wrong('20:00', hours)]).toEqual([null, null]);
    expect(wrong('07:59', hours)?.message).toBe('07:59 est trop tôt\u00a0: indiquez une heure de 08:00 à 20:00.');
    expect(wrong('20:01', { max: '20:00' })).toEqual({
      code: 'too-late',
      message: '20:01 est trop tard\u00a0: indiquez une heure jusqu’à 20:00.',
    });
  });

  it('is read as it is kept', () => expect(displayValue(time('h'), '09:30', {})).toBe('09:30'));

  it('is compared with another, and waits for both', () => {
    const rule: Condition = { compare: [item('begun'), '<', item('ended')] };
    const holds = (values: Record<string, string>) => evaluate(rule, seen(values, on, time('begun'), time('ended')));
    expect([holds({ begun: '09:05', ended: '10:00' }), holds({ begun: '10:00', ended: '09:05' }), holds({ begun: '09:05' })]).toEqual([
      true,
      false,
      'unknown',
    ]);
  });

  it('is compared as itself where another form told it', () => {
    const rule: Condition = { compare: [item('h'), '>=', { item: 'h', form: 'FIT' }] };
    expect(evaluate(rule, seen({ h: '10:00' }, { ...on, forms: { FIT: { h: '09:59' } } }, time('h')))).toBe(true);
  });

  it('is a constant of a rule, which prints it', () => {
    const rule: Condition = { is: ['h', '09:30'] };
    const fat = form(time('h'));
    expect(evaluate(rule, seen({ h: '09:30' }, on, time('h')))).toBe(true);
    expect(printCondition(rule, fat, whole([fat]))).toBe('«\u00a0h\u00a0» est 09:30');
  });
});

describe('a protocol that has one', () => {
  const problems = (...items: Item[]) =>
    checkProtocol(whole([accessForm(...items)]))
      .map(toldProblem)
      .map(({ code, message }) => `${code}: ${message}`);

  it('says limits that leave room', () =>
    expect(problems(time('h', { min: '20:00', max: '08:00' }))).toEqual(['bounds: Le minimum 20:00 dépasse le maximum 08:00.']));

  it('compares times with times alone', () =>
    expect(problems(time('h'), int('n', { when: { compare: [item('h'), '>', 9] } }))).toEqual([
      'wrong-type: On ne compare pas une heure et un nombre.',
    ]));

  it('names times that a clock shows', () =>
    expect(problems(time('h'), int('n', { when: { is: ['h', '9h30'] } }))).toEqual([
      'no-such-time: «\u00a09h30\u00a0» n’est pas une heure.',
    ]));
});

describe('begun forms under another version', () => {
  it('take a text that says a time, and leave another to be decided', () => {
    const become = conversion(text('h'), time('h'));
    expect([become?.('9h30'), become?.('vers midi'), become?.('25h00')]).toEqual(['09:30', 'vers midi', '25h00']);
    // A year, minutes, a dose: digits alone say nothing sure.
    expect(['2024', '120', '930'].map((digits) => become?.(digits))).toEqual(['2024', '120', '930']);
  });

  it('keep a time in a text as it stands, and nobody has to decide of it', () => {
    const told = (was: Item, is: Item) =>
      differences(whole([accessForm(was)]), whole([accessForm(is)])).map(toldChange).map(({ about, words, needsMapping }) => ({ about, words: words.replaceAll('\u00a0', ' '), needsMapping })); // prettier-ignore
    expect(told(time('h'), text('h'))).toContainEqual({
      about: 'type',
      words: '« h » : le type passe de « heure » à « texte court ».',
      needsMapping: false,
    });
    expect(told(time('h', { min: '08:00' }), time('h', { min: '09:00', max: '20:00' }))).toEqual([
      {
        about: 'bounds',
        words: '« h » : pas avant 09:00, pas après 20:00. Une réponse hors de ces limites est à décider.',
        needsMapping: true,
      },
    ]);
    expect(told(time('h', { min: '08:00' }), time('h', { min: '07:00' }))).toMatchObject([{ about: 'bounds', needsMapping: false }]);
  });
});
