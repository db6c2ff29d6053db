import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Components, each with its template. */
const COMPONENTS = ['libs', 'apps/web/app'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => join(root, path))
    .filter((path) => /(^|\/)web\//.test(path) && path.endsWith('.ts') && !/node_modules|generated|\.spec\.|\.testing\.|harness/.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    .filter(({ text }) => text.includes('@Component('))
    .map(({ path, text }) => ({ path, text, template: templateOf(path, text) })),
);

/** What may run beside itself, and why. */
const BESIDE_THEMSELVES: Readonly<Record<string, string>> = {
  'libs/queries/web/desk/query-desk.page.ts do': 'a key press moves along the list or opens a box; what the box does is an act of its own',
  'libs/queries/web/bulk/bulk-acts.ts people': 'a reading, of what its caller, which runs once at a time, is about',
};

function templateOf(path: string, text: string): string {
  const at = /templateUrl: '(.+?)'/.exec(text)?.[1];
  const file = at && join(dirname(path), at);
  return file && existsSync(file) ? readFileSync(file, 'utf8') : text;
}

/** The methods that a template's events call. */
function handlersOf(template: string): ReadonlySet<string> {
  return new Set(
    [...template.matchAll(/\([\w.:]+\)"?'?[=:]\s*["']([^"']*)["']/g)].flatMap(([, said = '']) =>
      [...said.matchAll(/(\w+)\(/g)].map(([, name = '']) => name),
    ),
  );
}

function isAsync(text: string, name: string): boolean {
  return new RegExp(`\\n  (?:protected |private )?async ${name}\\(`).test(text);
}

/** Handlers that await something, and what handlers that do not call. */
function actsOf({ text, template }: { readonly text: string; readonly template: string }): readonly string[] {
  const names = [...handlersOf(template)].flatMap((name) => {
    if (isAsync(text, name)) return [name];
    const body = new RegExp(`\\n  (?:protected |private )?${name}\\([^{]*\\{\\n((?:(?!\\n  \\}).)*)`, 's').exec(text)?.[1] ?? '';
    return [...body.matchAll(/this\.(\w+)\(/g)].map(([, called = '']) => called).filter((called) => isAsync(text, called));
  });
  return [...new Set(names)];
}

describe('acts on a screen', () => {
  it('are found', () => {
    expect(COMPONENTS.flatMap(actsOf).length).toBeGreaterThan(50);
  });

  it.each(COMPONENTS.filter((each) => actsOf(each).length > 0).map((each) => [each.path, each] as const))(
    'run once at a time, be they asked for twice: %s',
    (path, component) => {
      const loose = actsOf(component).filter(
        (name) =>
          !new RegExp(`@OneAtATime\\(\\)\\n  (?:protected |private )?async ${name}\\(`).test(component.text) &&
          !(`${path} ${name}` in BESIDE_THEMSELVES),
      );
      expect(loose).toEqual([]);
    },
  );
});

/** What is written without `If-Match` or `Idempotency-Key`, and why doing it twice does no more than once. */
const REPEATABLE: Readonly<Record<string, string>> = {
  linkAuthorisation: 'refused once it is linked',
  unlinkAuthorisation: 'refused once it is taken back',
  openCohort: 'one at a time, and none for who has a request',
  putAwayBulkAct: 'a state that is set',
  resumeBulkAct: 'a state that is set',
  stopBulkAct: 'a state that is set',
  enterHolder: 'refused once it is known',
  importCentres: 'what stands already is left as it is, and counted so',
  makeDeadlineFeed: 'one stands: asked again, it is the same',
  revokeDeadlineFeed: 'refused once it is revoked',
  searchEnrolments: 'a reading',
  exportEnrolments: 'a reading',
  askUnlockForm: 'refused while it has been asked',
  markPresence: 'a courtesy that expires',
  markReviewed: 'a mark that is set, of the content named',
  unmarkReviewed: 'a mark that is taken away',
  changeValues: 'each answer over the version named; what is already so changes nothing',
  checkNumber: 'a reading',
  chooseDayDigest: 'a choice that is set',
  resendNotification: 'refused once it is under way',
  seeNotification: 'a state that is set',
  revertPassage: 'refused once it is reverted, under the lock of its protocol',
  importProtocol: 'the same document is the same draft',
  passForms: 'a form that has moved is not moved again',
  previewPassage: 'a reading',
  previewDesignation: 'done and taken back',
  previewWithdrawal: 'done and taken back',
  previewTransfer: 'done and taken back',
  previewReading: 'done and taken back',
  previewReadingWithdrawal: 'done and taken back',
  exportPassagePreview: 'a reading',
  rescheduleVersion: 'a day that is set, under the lock of its protocol',
  publishVersion: 'refused once it is published, under the lock of its protocol',
  withdrawVersion: 'refused once it is withdrawn, under the lock of its protocol',
  codeVerbatim: 'a code that is set',
  searchTerms: 'a reading',
  searchCases: 'a reading',
  exportFoundCases: 'a reading',
  searchQueries: 'a reading',
  exportQueries: 'a reading',
  deleteQueryFilter: 'what is gone is gone',
  changeQueryFilter: 'a filter that is set',
  finishQuestionnaire: 'a state that is set',
  answerQuestionnaire: 'as changeValues',
  lockSession: 'a state that is set',
  chooseProfile: 'a choice that is set',
  signOut: 'what is over is over',
  endMySession: 'what is over is over',
  askNewPasskey: 'a question that takes the place of the one before',
  askNewApp: 'a question that takes the place of the one before',
  askPasskey: 'a question that takes the place of the one before',
  enrolPasskey: 'an answer to a question, which serves once',
  enrolApp: 'an answer to a question, which serves once',
  givePasskey: 'an answer to a question, which serves once',
  giveCode: 'a code is taken once',
  renameFactor: 'a name that is set',
  askFactorAddition: 'a wish that is set; what allows it is a fresh proof',
  askFactorRemoval: 'a wish that is set; what removes is a fresh proof',
  findFactorHolders: 'a reading',
  proposeFactorReset: 'one waits for each person',
  createStaff: 'an identifier of a provider has one account',
};

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}
const { paths } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as { paths: Record<string, Record<string, Operation>> };
const WRITES = Object.values(paths)
  .flatMap((each) => Object.entries(each))
  .filter(([method]) => ['post', 'put', 'patch', 'delete'].includes(method))
  .map(([, operation]) => operation);

describe('acts on the wire', () => {
  it.each(WRITES.map((each) => [each.operationId, each] as const))(
    '%s says which state it changes, or which wish it is, or may be repeated',
    (id, { parameters = [] }) => {
      const names = parameters.filter((each) => each.in === 'header').map(({ name }) => name);
      const isSafe = names.includes('If-Match') || names.includes('Idempotency-Key');
      expect({ id, isSafe: isSafe || id in REPEATABLE }).toEqual({ id, isSafe: true });
    },
  );

  it('excuses none that is gone', () => {
    const known = new Set(WRITES.map(({ operationId }) => operationId));
    expect(Object.keys(REPEATABLE).filter((id) => !known.has(id))).toEqual([]);
  });
});
