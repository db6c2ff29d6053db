import { circleThrough } from './check-circles.js';
import { declaredItems } from '../language/keys.js';
import type { Form, Group, Item, ItemName, Protocol } from '../language/language.js';
import { meantBy, problemAt, type Path, type ProblemMessage, type ProtocolProblem } from './protocol-problem.js';

/** What a rule may name at its place in the protocol. */
export interface RulePlace {
  readonly protocol: Protocol;
  readonly form: Form;
  /** The group whose row is being read, if any. */
  readonly group?: Group;
  /** The item whose rule is read, if it is one's. */
  readonly subject?: Item;
  /** The items met before this place, when the rule is evaluated while the form is read; all of them otherwise. */
  readonly met?: ReadonlySet<Item>;
}

/** An item that a rule names, and what is wrong with naming it there. */
interface Resolved {
  readonly item?: Item;
  readonly problems: readonly ProtocolProblem[];
}

/** The item of that name, of this form or of another one, if a rule at this place may name it. */
export function resolveName(name: ItemName, place: RulePlace, path: Path): Resolved {
  return typeof name === 'string' ? resolve(name, place, path) : resolveElsewhere(name.item, name.form, place, path);
}

/** The place of a rule that is asked of each row of a group, if a rule at this place may look at all of them. */
export function placeInRows(code: string, place: RulePlace, path: Path): { place?: RulePlace; problems: readonly ProtocolProblem[] } {
  const groups = place.form.sections.flatMap(({ content }) => content.filter((each) => each.type === 'group'));
  const group = groups.find((each) => each.code === code);
  if (!group) {
    const known = groups.map((each) => each.code);
    const params = { form: place.form.code, code, meant: meantBy(code, known) };
    return { problems: [problemAt(path, { code: 'unknown-group', params })] };
  }
  if (group === place.group || (place.met && group.items.some((item) => !place.met?.has(item)))) {
    return { problems: [problemAt(path, { code: 'used-before-declared/group', params: { code } })] };
  }
  return { place: { ...place, group }, problems: [] };
}

/** The item of that code, if a rule at this place may name it. */
export function resolve(code: string, place: RulePlace, path: Path): Resolved {
  const declared = declaredItems(place.form);
  const found = declared.find(({ item }) => item.code === code);
  if (!found) return { problems: [unknownItem(code, place.form, path)] };
  if (found.group && found.group !== place.group) {
    return { problems: [problemAt(path, { code: 'item-in-group', params: { code, group: found.group.code } })] };
  }
  if (place.met && !place.met.has(found.item)) {
    const circle = place.subject && circleThrough(place.form, place.subject, found.item);
    if (circle) return { problems: [inCircle(circle, path)] };
    return { problems: [problemAt(path, { code: 'used-before-declared', params: { code } })] };
  }
  return { item: found.item, problems: [] };
}

function inCircle(circle: readonly string[], path: Path): ProtocolProblem {
  const [subject = '', named = ''] = circle;
  return problemAt(
    path,
    subject === named ? { code: 'cycle/item', params: { code: subject } } : { code: 'cycle/items', params: { codes: circle.slice(0, -1) } },
  );
}

/** The same, in another form of the patient. */
export function resolveElsewhere(code: string, formCode: string, place: RulePlace, path: Path): Resolved {
  const form = place.protocol.forms.find((each) => each.code === formCode);
  const wrong = (says: ProblemMessage) => ({ problems: [problemAt([...path, 'form'], says)] });
  if (!form) {
    const others = place.protocol.forms.filter((each) => each !== place.form).map((each) => each.code);
    return wrong({ code: 'unknown-form', params: { code: formCode, meant: meantBy(formCode, others) } });
  }
  if (form === place.form) return wrong({ code: 'unknown-form/own' });
  if (form.occurs !== 'once') return wrong({ code: 'many-forms', params: { form: formCode } });
  return resolve(code, { protocol: place.protocol, form }, [...path, 'item']);
}

export function unknownItem(code: string, form: Form, path: Path): ProtocolProblem {
  const known = declaredItems(form).map(({ item }) => item.code);
  return problemAt(path, { code: 'unknown-item', params: { form: form.code, code, meant: meantBy(code, known) } });
}
