import { expect, it } from '@jest/globals';
import { frenchIn, frenchInRules, frenchInServers, unsaidSentences } from './french.mjs';

const SPELT = 'how French spells and counts: what its sentences are made with';
const OF_PUT = 'data, as a PUT would say it: every protocol has it';
const SCHEMA = 'a description in the published schema, for who writes a protocol';

/** Rules that speak French all the same, and why. The list only shrinks: a file that no longer does fails too. */
const EXEMPT: Readonly<Record<string, string>> = {
  'libs/kernel/domain/elision.ts': SPELT,
  'libs/protocols/domain/forms/coverage.ts': OF_PUT,
  'libs/protocols/domain/kinds/calc.ts': SCHEMA,
  'libs/protocols/domain/kinds/date-time.ts': SCHEMA,
  'libs/protocols/domain/kinds/time.ts': SCHEMA,
  'libs/protocols/domain/language/french.ts': SPELT,
  'libs/protocols/domain/language/statements.ts': OF_PUT,
};

it('a rule says nothing in French: a code, and what its sentence names', () => {
  const found = frenchInRules();
  expect(Object.fromEntries([...found].filter(([file]) => EXEMPT[file] === undefined))).toEqual({});
  expect(Object.keys(EXEMPT).filter((file) => !found.has(file))).toEqual([]);
});

const TO_INSTALLER = 'said to who installs the product, at its start';
const COLUMNS = 'columns of a table, beside what each holds';
const PAPER = 'a template of a paper, and how it spells an instant';

/** Servers that speak French all the same, and why. */
const EXEMPT_SERVERS: Readonly<Record<string, string>> = {
  'libs/access-rights/api/policy/access-rules.controller.ts': COLUMNS,
  'libs/access-rights/api/looks/looks.controller.ts': COLUMNS,
  'libs/access-rights/api/review/access-reviews.controller.ts': COLUMNS,
  'libs/forms/api/print/draw-form.ts': PAPER,
  'libs/identity/api/centres/centres.controller.ts': COLUMNS,
  'libs/identity/api/providers.ts': TO_INSTALLER,
  'libs/kernel/api/config/config.ts': TO_INSTALLER,
  'libs/kernel/api/config/variables.ts': TO_INSTALLER,
  'libs/kernel/api/database/logins.ts': TO_INSTALLER,
  'libs/kernel/api/database/server-settings.ts': TO_INSTALLER,
  'libs/queries/api/review-values.controller.ts': COLUMNS,
};

it('a server refuses and tells by codes: its sentences are in messages.fr.ts of its floor', () => {
  const found = frenchInServers();
  expect(Object.fromEntries([...found].filter(([file]) => EXEMPT_SERVERS[file] === undefined))).toEqual({});
  expect(Object.keys(EXEMPT_SERVERS).filter((file) => !found.has(file))).toEqual([]);
});

it('every sentence is said: the record of a capability keeps none that no rule returns', () => {
  expect(unsaidSentences()).toEqual([]);
});

it('sees what is read, in whole sentences and in parts of them, and not what is computed', () => {
  const text = `
    const code = 'no-such-day';
    const english = \`Protocol version \${id} has no form \${code}.\`;
    const place = 'patient.birth';
    const sql = 'SELECT id FROM protocol_version WHERE code = $1';
    const a = \`\${name} est retirée.\`;
    const b = 'Retirez cette condition.';
    const c = 'aujourd\u2019hui';`;
  expect(frenchIn(text)).toEqual(['\u2026 est retirée.', 'Retirez cette condition.', 'aujourd\u2019hui']);
});
