import { circleThrough } from './check-circles.js';
import { enumerated, quoted } from '../language/french.js';
import { declaredItems } from '../language/keys.js';
import type { Form, Group, Item, ItemName, Protocol } from '../language/language.js';
import { problemAt, suggestion, type Path, type ProtocolProblem } from './protocol-problem.js';

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
    const message = `La fiche ${place.form.code} n’a pas de groupe ${quoted(code)}.`;
    const known = groups.map((each) => each.code);
    return { problems: [problemAt(path, 'unknown-group', message, suggestion(code, known))] };
  }
  if (group === place.group || (place.met && group.items.some((item) => !place.met?.has(item)))) {
    const message = `Les lignes de ${quoted(code)} ne sont pas toutes connues à cet endroit.`;
    return {
      problems: [problemAt(path, 'used-before-declared', message, 'Une règle regarde un groupe entier depuis ce qui vient après lui.')],
    };
  }
  return { place: { ...place, group }, problems: [] };
}

/** The item of that code, if a rule at this place may name it. */
export function resolve(code: string, place: RulePlace, path: Path): Resolved {
  const declared = declaredItems(place.form);
  const found = declared.find(({ item }) => item.code === code);
  if (!found) return { problems: [unknownItem(code, place.form, path)] };
  if (found.group && found.group !== place.group) {
    return {
      problems: [
        problemAt(
          path,
          'item-in-group',
          `${quoted(code)} est dans le groupe ${quoted(found.group.code)}.`,
          'Une règle ne voit les champs d’un groupe que depuis la même ligne.',
        ),
      ],
    };
  }
  if (place.met && !place.met.has(found.item)) {
    const circle = place.subject && circleThrough(place.form, place.subject, found.item);
    if (circle) return { problems: [inCircle(circle, path)] };
    return {
      problems: [
        problemAt(
          path,
          'used-before-declared',
          `${quoted(code)} n’est pas encore connu à cet endroit.`,
          'Les champs sont lus dans l’ordre : placez-le avant celui qui en dépend.',
        ),
      ],
    };
  }
  return { item: found.item, problems: [] };
}

function inCircle(circle: readonly string[], path: Path): ProtocolProblem {
  const [subject = '', named = ''] = circle;
  return problemAt(
    path,
    'cycle',
    subject === named
      ? `Le champ ${quoted(subject)} dépend de lui-même.`
      : `Les champs ${enumerated(circle.slice(0, -1).map(quoted), 'et')} dépendent l’un de l’autre, en cercle.`,
    subject === named ? 'Retirez cette condition, ou nommez un champ qui vient avant lui.' : 'Retirez une de ces conditions.',
  );
}

/** The same, in another form of the patient. */
export function resolveElsewhere(code: string, formCode: string, place: RulePlace, path: Path): Resolved {
  const form = place.protocol.forms.find((each) => each.code === formCode);
  if (!form || form === place.form) {
    const others = place.protocol.forms.filter((each) => each !== place.form).map((each) => each.code);
    const message = form ? 'Une règle qui lit sa propre fiche ne la nomme pas.' : `La fiche ${quoted(formCode)} n’existe pas.`;
    return { problems: [problemAt([...path, 'form'], 'unknown-form', message, form ? 'Retirez form.' : suggestion(formCode, others))] };
  }
  if (form.occurs !== 'once') {
    const message = `La fiche ${quoted(formCode)} peut être remplie plusieurs fois : on ne saurait laquelle lire.`;
    return { problems: [problemAt([...path, 'form'], 'many-forms', message, 'Nommez une fiche remplie une fois, ou previousVisit.')] };
  }
  return resolve(code, { protocol: place.protocol, form }, [...path, 'item']);
}

export function unknownItem(code: string, form: Form, path: Path): ProtocolProblem {
  const known = declaredItems(form).map(({ item }) => item.code);
  return problemAt(path, 'unknown-item', `La fiche ${form.code} n’a pas de champ ${quoted(code)}.`, suggestion(code, known));
}
