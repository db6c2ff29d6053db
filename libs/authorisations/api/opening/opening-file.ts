import { LineCounter, parseDocument, type Document } from 'yaml';
import { Problem, Validation, type ProblemItem } from '#kernel/api';
import { positionOf } from '#protocols/api';
import { holderIdOf, openingProblems, say as sayRule, ucdCodesOf } from '#authorisations/domain';
import { say } from '../say.js';
import { EnterHolder, MakeGroup, OpenAuthorisation } from './openings.messages.js';

/** What a file opens: a company, its authorisations, and the group that they stand in, if any. */
export interface OpeningFile {
  readonly holder: EnterHolder;
  readonly group?: MakeGroup;
  readonly authorisations: readonly OpenAuthorisation[];
}

/** What is wrong with a file, and at which of its lines, from 1. */
export interface WrongLine {
  readonly line: number;
  readonly says: string;
}

export type ReadOpening =
  { readonly ok: true; readonly opening: OpeningFile } | { readonly ok: false; readonly wrong: readonly WrongLine[] };

type Path = readonly (string | number)[];
type Wrong = { readonly path: Path; readonly says: string };

/** Reads the file of an opening, in YAML: `holder`, `group` (its name and access) and `authorisations`, which say what the screen asks. */
export async function readOpeningFile(source: string): Promise<ReadOpening> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) return { ok: false, wrong: [{ line: lines.linePos(broken.pos[0]).line, says: say({ code: 'file-unreadable' }) }] };
  const content = contentOf(document);
  const { holder, group, authorisations, ...others } = content;
  const listed: readonly unknown[] = Array.isArray(authorisations) ? authorisations : [];
  const inside = group === undefined ? undefined : await read(MakeGroup, group, ['group']);
  const company = await read(EnterHolder, { name: holder }, [], ['holder']);
  const each = await Promise.all(listed.map((one, index) => read(OpenAuthorisation, withCompany(one, holder), ['authorisations', index])));
  const wrong: Wrong[] = [
    ...Object.keys(others).map((name) => ({ path: [name], says: say({ code: 'file-unknown-part', params: { name } }) })),
    ...company.wrong,
    ...(inside?.wrong ?? []),
    ...(listed.length === 0 ? [{ path: ['authorisations'], says: say({ code: 'file-without-authorisation' }) }] : []),
    ...each.flatMap(({ wrong: found }) => found),
    ...each.flatMap(({ value }, index) => (value ? codesOf(value, index) : [])),
  ];
  if (wrong.length > 0 || !company.value)
    return { ok: false, wrong: wrong.map(({ path, says }) => ({ line: positionOf(document, lines, path, false).line, says })) };
  return {
    ok: true,
    opening: {
      holder: company.value,
      ...(inside?.value && { group: inside.value }),
      authorisations: each.flatMap(({ value }) => (value ? [value] : [])),
    },
  };
}

function contentOf(document: Document): Readonly<Record<string, unknown>> {
  const content: unknown = document.toJS();
  return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as Record<string, unknown>) : {};
}

/** An authorisation of a file is of the company of the file. */
function withCompany(one: unknown, holder: unknown): object {
  return { ...(typeof one === 'object' ? one : {}), holderId: typeof holder === 'string' ? holderIdOf(holder) : '' };
}

/** Judged as the same message of a request is. @param at where the message stands in the file, or the value that it says nothing else of */
async function read<T>(kind: new () => T, message: unknown, at: Path, instead?: Path): Promise<{ value?: T; wrong: Wrong[] }> {
  try {
    return { value: (await new Validation().transform(message, { type: 'body', metatype: kind })) as T, wrong: [] };
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const { items = [], detail = '' } = thrown.options;
    const told: readonly ProblemItem[] = items.length > 0 ? items : [{ path: '', message: detail }];
    return { wrong: told.map(({ path, message: says }) => ({ path: instead ?? [...at, ...stepsOf(path)], says })) };
  }
}

function codesOf(wish: OpenAuthorisation, index: number): Wrong[] {
  return openingProblems({ ucdCodes: ucdCodesOf(wish.ucdCodes) }).map(({ path, says }) => ({
    path: ['authorisations', index, ...stepsOf(path)],
    says: sayRule(says),
  }));
}

function stepsOf(path: string): Path {
  return path === '' ? [] : path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
