import { isDeclaration } from '../language/declaration.js';
import type { Form, Protocol } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { registryOf } from '../language/registries.js';
import { stopItem } from '../calendar/course-days.js';
import { meantBy, problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';

/** What is collected in a registry (charter C1.8) is a form of the follow-up, in one registry, and nothing that is still asked here counts from it, reads it or proposes it. */
export function checkRegistries(protocol: Protocol): readonly ProtocolProblem[] {
  const { registries = [], forms } = protocol;
  const taken = new Set<string>();
  return registries.flatMap((registry, index) =>
    registry.forms.flatMap((code, rank) => {
      const at: Path = ['registries', index, 'forms', rank];
      const form = forms.find((each) => each.code === code);
      if (!form) return [problemAt(at, { code: 'unknown-form', params: { code, meant: meantBy(code, namesOf(forms)) } })];
      const twice = taken.has(code) ? [problemAt(at, { code: 'registry/twice', params: { form: code } })] : [];
      taken.add(code);
      return [...twice, ...checkCollectedElsewhere(protocol, form, at)];
    }),
  );
}

function checkCollectedElsewhere(protocol: Protocol, form: Form, at: Path): readonly ProtocolProblem[] {
  const { code, kind } = form;
  if (isOpeningKind(kind)) return [problemAt(at, { code: 'registry/opening' })];
  if (isDeclaration(kind)) return [problemAt(at, { code: 'registry/declaration' })];
  const here = protocol.forms.filter((each) => !registryOf(protocol, each.code));
  const reader = here.find(({ sections, checks }) => names([sections, checks], code));
  const proposed = here.some(({ proposes = [] }) => proposes.some((each) => each.form === code));
  return [
    ...(proposed ? [problemAt(at, { code: 'registry/proposed', params: { form: code } })] : []),
    ...(reader ? [problemAt(at, { code: 'registry/read', params: { form: code, by: reader.code } })] : []),
    ...(countsForOthers(protocol, code) ? [problemAt(at, { code: 'registry/counted-from', params: { form: code } })] : []),
  ];
}

/** Whether a visit that still asks for something here counts from that form, or stops with it. */
function countsForOthers(protocol: Protocol, code: string): boolean {
  const { calendar } = protocol;
  const asking = calendar.visits.filter(({ forms }) => forms.some((each) => !registryOf(protocol, each)));
  const stops = stopItem(protocol)?.form === code && asking.some(({ keptAfterStop }) => keptAfterStop !== true);
  return stops || asking.some(({ anchor = calendar.anchor }) => anchor?.form === code);
}

/** Whether a rule names that form: what it reads there would stay unknown for ever. Every operand of another form says which. */
function names(rules: unknown, form: string): boolean {
  if (typeof rules !== 'object' || rules === null) return false;
  return ('form' in rules && rules.form === form) || Object.values(rules).some((each) => names(each, form));
}

function namesOf(forms: readonly Form[]): string[] {
  return forms.map(({ code }) => code);
}
