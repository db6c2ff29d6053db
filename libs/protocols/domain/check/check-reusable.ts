import { isDeclaration } from '../language/declaration.js';
import { declaredItems, type FoundItem } from '../language/keys.js';
import { kindOf } from '../kinds/index.js';
import type { Form, Item, Operand, Protocol } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import { referencesOfCondition, referencesOfOperand } from '../rules/references.js';

/** What was answered elsewhere is carried only where it stays true: never a score, the day of a visit, an effect, a criterion, the patient's own answer. */
export function checkReusable(protocol: Protocol, form: Form, path: Path): readonly ProtocolProblem[] {
  const never = neverReusable(protocol, form);
  return form.sections.flatMap((section, index) =>
    section.content.flatMap((content, position) => {
      const at = [...path, 'sections', index, 'content', position];
      const items =
        content.type === 'group' ? content.items.map((item, row) => ({ item, at: [...at, 'items', row] })) : [{ item: content, at }];
      return items.flatMap(({ item, at: here }) => {
        const why = item.reusable ? never(item) : undefined;
        return why ? [problemAt([...here, 'reusable'], { code: 'not-reusable', params: { why } })] : [];
      });
    }),
  );
}

/** Why an answer is never carried. */
export type NotReusable =
  'declaration' | 'of-patient' | 'identity' | 'day-of-form' | 'day-of-visit' | 'score' | 'criterion' | 'leads-to-declaration';

/**
 * Why an item of this form is never reusable; nothing when it may be. Calculated ones are told by their type.
 * `but`: reasons that do not count where it is carried to the request of another authorisation.
 */
export function neverReusable(protocol: Protocol, form: Form): (item: Item, but?: readonly NotReusable[]) => NotReusable | undefined {
  const places = new Map(declaredItems(form).map((found) => [found.item, found]));
  const [scored, criteria, leading] = [scoredItems(form), criteriaOf(form), leadingToDeclarations(protocol, form)];
  const reasons: readonly (readonly [NotReusable, (item: Item, found: Omit<FoundItem, 'rowId'> | undefined) => boolean])[] = [
    ['declaration', () => isDeclaration(form.kind)],
    ['of-patient', (_, found) => found?.section.enteredBy === 'patient'],
    ['identity', ({ binds }) => binds !== undefined],
    ['day-of-form', ({ code }) => code === form.heldOn],
    ['day-of-visit', ({ type }, found) => OF_A_VISIT.has(type) && !found?.group && form.occurs !== 'once'],
    ['score', ({ code }) => scored.has(code)],
    ['criterion', ({ code }) => criteria.has(code)],
    ['leads-to-declaration', ({ code }) => leading.has(code)],
  ];
  return (item, but = []) => reasons.find(([why, holds]) => !but.includes(why) && holds(item, places.get(item)))?.[0];
}

/** Kinds of answers that say when a visit was held. */
const OF_A_VISIT: ReadonlySet<Item['type']> = new Set(['date', 'dateTime', 'time']);

/** Items that are added up, or of which the mean is taken. */
function scoredItems(form: Form): ReadonlySet<string> {
  return new Set(
    declaredItems(form).flatMap(({ item }) =>
      kindOf(item)
        .operands(item)
        .flatMap(({ operand }) => addedUp(operand)),
    ),
  );
}

function addedUp(operand: Operand): readonly string[] {
  if (typeof operand !== 'object' || 'item' in operand || 'date' in operand || 'previousVisit' in operand) return [];
  if ('round' in operand) return addedUp(operand.round[0]);
  if ('sum' in operand || 'mean' in operand) return referencesOfOperand(operand).flatMap(({ item, form }) => (form ? [] : [item]));
  return Object.values(operand).flatMap((parts) => (parts as readonly Operand[]).flatMap(addedUp));
}

/** What a hard check of the form that opens the enrolment reads decides whether the request may be signed (charter C8.2: never prefilled). */
function criteriaOf({ kind, checks = [] }: Form): ReadonlySet<string> {
  const deciding = isOpeningKind(kind) ? checks.filter(({ level }) => level === 'hard') : [];
  return new Set(deciding.flatMap(({ assert }) => referencesOfCondition(assert).flatMap(({ item, form }) => (form ? [] : [item]))));
}

/** « Any infection? », « any effect? »: what proposes a declaration is asked again each time. */
function leadingToDeclarations({ forms }: Protocol, { proposes = [] }: Form): ReadonlySet<string> {
  const declarations = new Set(forms.filter(({ kind }) => isDeclaration(kind)).map(({ code }) => code));
  const told = proposes.filter(({ form }) => declarations.has(form));
  return new Set(told.flatMap(({ when }) => referencesOfCondition(when).flatMap(({ item, form }) => (form ? [] : [item]))));
}
