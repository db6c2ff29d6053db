import fc from 'fast-check';
import { applicability } from './applicability.js';
import { completeness } from './completeness.js';
import { declaredItems, findGroup, findItem, parseKey } from '../language/keys.js';
import type { Value, Values } from '../language/language.js';
import { expectedOf } from './missing.js';
import { statementOf } from '../language/statements.js';
import { protocol, seen } from '../testing.js';
import { anyEnv, anyForm, anyItem, anyKey, anyValue, anyValues, everything, verdict } from '../testing/random-protocols.js';
import { normaliseTyped } from '../values/typed.js';
import { checkValue } from '../values/value-check.js';
import { say } from '../say.js';

describe('whatever a protocol says, and whatever is answered', () => {
  const shuffled = (values: Values) => Object.fromEntries(Object.entries(values).reverse());

  it('nothing is thrown, and the same answers give the same result', () => {
    fc.assert(
      fc.property(anyForm, anyValues, (form, values) => {
        const of = protocol([form]);
        expect(everything(of, form, shuffled(values))).toEqual(everything(of, form, values));
      }),
      { numRuns: 500 },
    );
  });

  it('10 000 random protocols and answers give the same verdict twice', () => {
    fc.assert(
      fc.property(anyForm, anyValues, (form, values) => {
        const of = protocol([form]);
        return verdict(of, form, shuffled(values)) === verdict(of, form, values);
      }),
      { numRuns: 10_000 },
    );
  });

  it('completeness never counts a hidden item: what is answered in one changes no figure', () => {
    fc.assert(
      fc.property(anyForm, anyValues, anyKey, anyValue, (form, values, key, value) => {
        const { [key]: _answer, ...without } = values;
        const shown = new Set(applicability(form, without, anyEnv).items.map((applicable) => applicable.key));
        fc.pre(!shown.has(key) && findItem(form, key) !== undefined && findGroup(form, key) === undefined);
        const figures = (each: Values) => completeness(form, each, anyEnv);
        expect(figures({ ...without, [key]: value as Value })).toEqual(figures(without));
        expect(figures(without).applicable).toBeLessThanOrEqual(figures(without).allPut);
      }),
      { numRuns: 1000 },
    );
  });

  it('the counts agree with each other', () => {
    fc.assert(
      fc.property(anyForm, anyValues, (form, values) => {
        const { applicable, filled, missing } = completeness(form, values, anyEnv);
        expect(filled + missing).toBe(applicable);
        expect(Math.min(filled, missing)).toBeGreaterThanOrEqual(0);
        // Each missing field is told once, and leads to a field or group that one can answer now.
        const { missing: fields } = expectedOf(form, values, anyEnv);
        const { items, groups } = applicability(form, values, anyEnv);
        const there = new Set([...items.map(({ key }) => key), ...groups.map(({ group }) => group.code)]);
        expect(fields).toHaveLength(missing);
        expect(fields.filter(({ leadsTo }) => !there.has(leadsTo))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('an answer to an item that does not apply changes nothing', () => {
    fc.assert(
      fc.property(anyForm, anyValues, (form, values) => {
        const counting = applicability(form, values, anyEnv);
        const again = applicability(form, counting.values, anyEnv);
        expect(again.items.map(({ key }) => key)).toEqual(counting.items.map(({ key }) => key));
        expect(again.values).toEqual(counting.values);
      }),
      { numRuns: 300 },
    );
  });

  it('a value, or something typed, is accepted or told what is wrong with it', () => {
    fc.assert(
      fc.property(anyItem, fc.oneof(anyValue, fc.anything()), fc.string(), (item, value, typed) => {
        const problem = checkValue(item, value, protocol([]).codeLists, seen({}, anyEnv));
        expect(problem === null || say(problem.says).length > 0).toBe(true);
        expect(typeof normaliseTyped(item, typed, seen({}, anyEnv)).ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });

  it('a key is read, or is none', () => {
    fc.assert(
      fc.property(anyForm, anyKey, (form, key) => {
        const found = findItem(form, key);
        // Under its own code a group asks whether it has no row.
        const group = findGroup(form, key);
        const known = [...declaredItems(form).map(({ item }) => item), ...(group ? [statementOf(group)] : [])];
        if (found) expect(known).toContain(found.item);
        if (found) expect(parseKey(key)).toBeDefined();
      }),
    );
  });
});
