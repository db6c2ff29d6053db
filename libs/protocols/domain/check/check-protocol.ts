import { isCalendarDate } from '#kernel/domain';
import { checkCalendar } from './check-calendar.js';
import { checkForm } from './check-form.js';
import { checkCycles } from './check-cycles.js';
import { checkRegistries } from './check-registries.js';
import { checkReuse } from './check-reuse.js';
import { BUILT_IN_LISTS } from '../language/code-lists.js';
import { checkLabels, checkWords } from './check-words.js';
import { declaredItems } from '../language/keys.js';
import type { PatientBinding, Protocol } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { duplicates, problemAt, type ProtocolProblem } from './protocol-problem.js';

/**
 * What a protocol that has the right shape (the published JSON Schema) still gets wrong about itself. Empty means that no rule of it can
 * fail at the bedside: all it names exists, has the right type, and is known by the time it is read.
 */
export function checkProtocol(protocol: Protocol): readonly ProtocolProblem[] {
  return [
    ...checkWords(protocol),
    ...checkDays(protocol),
    ...checkLists(protocol),
    ...duplicates(
      protocol.forms.map(({ code }, index) => ({ code, path: ['forms', index, 'code'] })),
      'form',
    ),
    ...checkAccessForm(protocol),
    ...protocol.forms.flatMap((form, index) => checkForm(protocol, form, ['forms', index])),
    ...checkBindings(protocol),
    ...checkCycles(protocol),
    ...checkCalendar(protocol),
    ...checkRegistries(protocol),
    ...checkReuse(protocol),
  ];
}

function checkDays({ put }: Protocol): readonly ProtocolProblem[] {
  return (['grantedOn', 'availableOn', 'updatedOn'] as const).flatMap((property) => {
    const day = put[property];
    return day === undefined || isCalendarDate(day)
      ? []
      : [problemAt(['put', property], { code: 'no-such-day/put', params: { text: day } })];
  });
}

function checkLists({ codeLists }: Protocol): readonly ProtocolProblem[] {
  return Object.entries(codeLists).flatMap(([name, entries]) => {
    const reserved = Object.hasOwn(BUILT_IN_LISTS, name)
      ? [problemAt(['codeLists', name], { code: 'reserved-list', params: { list: name } })]
      : [];
    return [
      ...reserved,
      ...duplicates(
        entries.map(({ code }, index) => ({ code, path: ['codeLists', name, index, 'code'] })),
        'code',
      ),
      ...checkLabels(entries, ['codeLists', name]),
    ];
  });
}

/** One form opens the enrolment, and once: the FAT, which is the request (charter P1), or the inclusion form of a PUT-SP, which has no FAT (R7). */
function checkAccessForm({ forms, put }: Protocol): readonly ProtocolProblem[] {
  const found = forms.flatMap((form, index) => (isOpeningKind(form.kind) ? [{ form, index }] : []));
  if (found.length === 0) return [problemAt(['forms'], { code: 'access-form/none' })];
  const extra = found.slice(1).map(({ index }) => problemAt(['forms', index, 'kind'], { code: 'access-form/two' }));
  const repeated = found.filter(({ form }) => form.occurs !== 'once');
  const misplaced = put.kind === 'PUT-SP' ? [] : found.filter(({ form }) => form.kind === 'INC');
  return [
    ...extra,
    ...misplaced.map(({ index }) => problemAt(['forms', index, 'kind'], { code: 'access-form/inclusion' })),
    ...repeated.map(({ index }) => problemAt(['forms', index, 'occurs'], { code: 'access-form/repeated' })),
  ];
}

const BINDINGS: readonly PatientBinding[] = ['patient.familyLetters', 'patient.givenLetters', 'patient.birth', 'patient.sex'];

/** Each part of the patient's identity comes from one item of the form that opens the enrolment: none missing, none twice. */
function checkBindings({ forms }: Protocol): readonly ProtocolProblem[] {
  const index = forms.findIndex(({ kind }) => isOpeningKind(kind));
  const form = forms[index];
  if (!form) return [];
  const bound = declaredItems(form)
    .map(({ item }) => item.binds)
    .filter((binding) => binding !== undefined);
  return BINDINGS.flatMap((binding) => {
    const times = bound.filter((each) => each === binding).length;
    return times === 1 ? [] : [problemAt(['forms', index], { code: 'binding', params: { binds: binding, times } })];
  });
}
