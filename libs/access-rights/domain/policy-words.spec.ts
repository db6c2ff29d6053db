import { readFileSync, writeFileSync } from 'node:fs';
import { policyTable, RULES, rulesInWords, type Facts } from './index.js';

describe('the policy in words', () => {
  it('charter C5.7: every rule is said in words, and no two terms of a rule speak of one attribute', () => {
    expect(rulesInWords()).toHaveLength(RULES.length);
    const facts: Facts = {
      personId: 'me',
      profile: { role: 'prescriber', centreId: 'A' },
      staff: { role: 'exploitant', authorisationIds: ['X'] },
      requested: ['X'],
      designated: ['X'],
      readGrants: ['E'],
      continued: ['E'],
      frozen: ['X'],
    };
    for (const { id, when } of RULES) {
      const attributes = when.flatMap((term) => Object.keys(term.of(facts) ?? {}));
      expect({ id, attributes }).toEqual({ id, attributes: [...new Set(attributes)] });
    }
  });

  it('is printed in policy.golden.md', () => {
    const file = new URL('./policy.golden.md', import.meta.url);
    const printed = policyTable();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, printed);
    expect(readFileSync(file, 'utf8')).toBe(printed);
  });
});
