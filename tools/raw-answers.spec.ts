import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

/**
 * Files that read the answers of a form as they are kept, those that its conditions hide among them, each with its reason. Everyone else reads through
 * `readableAnswers` (visibility × applicability): what a condition hides says nothing of the patient to anyone but who types in the form.
 */
const ALLOWED: Readonly<Record<string, string>> = {
  'libs/forms/api/records/begin-record.ts': 'makes a form, without answers',
  'libs/forms/api/carried/carried-sources.ts': 'offers what may be carried into a form, of what applies where it comes from',
  'libs/forms/api/carried/former-answers.ts': 'takes up what applies of a former collection, and tells whether it is over',
  'libs/forms/api/carried/carried.service.ts': 'carries values beside the answers, and counts',
  'libs/forms/api/schedule/courses.ts': 'gives them to the course, which lets rules see only what applies',
  'libs/forms/api/acts/form-changes.ts': 'recalculates answers and counts, and writes them',
  'libs/forms/api/acts/form-problems.ts': 'judges gaps and contradictions, by functions that read only what applies',
  'libs/forms/api/records/form-record.entity.ts': 'declares the column',
  'libs/forms/api/records/form.reader.ts': 'gives them to who types in the form, and only to them',
  'libs/forms/api/records/form.store.ts': 'writes them',
  'libs/forms/api/verification/live-data.ts': 'compares what is kept with the journal; shows no answer',
  'libs/forms/api/passage/passage-judge.ts':
    'carries all that is kept to another version; what is told of it stands elsewhere, of what applied',
  'libs/forms/api/passage/passage.service.ts': 'takes a passage back, with all that was kept',
  'libs/forms/api/records/open-form.ts': 'hashes what a signature covers, and counts, by functions that read only what applies',
  'libs/forms/api/questionnaire/questionnaire.service.ts': 'gives the patient their own part to type in',
  'libs/forms/api/acts/values.service.ts': 'types them',
  'libs/pharmacovigilance/api/case-reactions.ts': 'asks whether an effect is serious, of what applies',
  'libs/queries/api/system-queries.ts': 'asks the soft checks, which read only what applies',
};

/** `record.values`, a destructured `values` of a record, the column in SQL: where a form record or its table is at hand. */
const READS = [
  /\b(?:record|row|form|open|each|line|fat|f|planned|begun|signed)\.(?:record\.)?"?values\b"?(?![(-])/,
  /\{[^{}]*\bvalues\b[^{}]*\}\s*(?::\s*(?:FormRecord|OpenForm|Pick<FormRecord|KnownForm|Pick<KnownForm)|=\s*(?:\w+\.)?record\b)/,
  /"values"/,
  /select\s[^;`]*\bvalues\b[^;`]*\bform_record/i,
];

const sources = readdirSync('libs', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('libs', file.split(path.sep).join('/')))
  .filter((file) => /^libs\/[^/]+\/(?:api|domain)\/.*\.ts$/.test(file) && !/\.spec\.ts$|\/testing\/|\/migrations\//.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  .filter(({ file, text }) => file.includes('/api/') && /FormRecord|form_record|OpenForm|HeldForm|KnownForm|FormStore|allForms/.test(text));

const readsRaw = (text: string) => READS.some((pattern) => pattern.test(text));

describe('answers of a form as they are kept', () => {
  it('are read by no one but those who write them, or judge what applies of them', () => {
    expect(sources.filter(({ file, text }) => readsRaw(text) && !Object.hasOwn(ALLOWED, file)).map(({ file }) => file)).toEqual([]);
  });

  it('allow no file that is gone', () => {
    expect(Object.keys(ALLOWED).filter((file) => !sources.some((source) => source.file === file))).toEqual([]);
  });

  it.each([
    'const shown = valueAt(record.values, key);',
    'return displayValue(item, open.record.values[key], lists);',
    'function valueOf({ values }: FormRecord, code: string) {',
    'function valueOf({ values }: KnownForm, code: string) {',
    'const { marks, values } = open.record;',
    `tx.query('SELECT id, values FROM form_record')`,
    `qb.addSelect('form."values"', 'values')`,
  ])('would be seen in « %s »', (source) => {
    expect(readsRaw(source)).toBe(true);
  });
});
