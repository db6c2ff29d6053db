import { enumerated, frenchNumber, frenchPartialDate, quoted } from '../language/french.js';
import { declaredItems } from '../language/keys.js';
import { kindOf } from '../kinds/index.js';
import type { Comparator, Condition, Form, Item, ItemName, Operand, Proposal, Protocol, Scalar } from '../language/language.js';

/** What of a protocol its rules name. */
type Printed = Pick<Protocol, 'codeLists' | 'forms' | 'calendar'>;

/** A condition as a French sentence without capital or full stop, for paper forms and the guide: « Sexe » est « Féminin ». */
export function printCondition(condition: Condition, form: Form, protocol: Printed): string {
  const print = (each: Condition, inside: boolean): string => {
    const joined = (parts: readonly Condition[], conjunction: 'et' | 'ou') => {
      const text = enumerated(
        parts.map((part) => print(part, parts.length > 1)),
        conjunction,
      );
      return inside && parts.length > 1 ? `(${text})` : text;
    };
    if ('answered' in each) return `${nameOf(each.answered, form, protocol)} a une réponse`;
    if ('is' in each) return `${nameOf(each.is[0], form, protocol)} est ${scalar(each.is, form, protocol)}`;
    if ('in' in each) {
      const [name, values] = each.in;
      return `${nameOf(name, form, protocol)} est ${enumerated(
        values.map((value) => scalar([name, value], form, protocol)),
        'ou',
      )}`;
    }
    if ('includes' in each) return `${nameOf(each.includes[0], form, protocol)} comprend ${scalar(each.includes, form, protocol)}`;
    if ('anyRow' in each) return `dans une ligne au moins de ${groupName(each.anyRow.group, form)}, ${print(each.anyRow.when, false)}`;
    if ('atVisit' in each)
      return `la visite est ${enumerated(
        each.atVisit.map((code) => visitName(code, protocol)),
        'ou',
      )}`;
    if ('compare' in each) {
      const [left, operator, right] = each.compare;
      return `${printOperand(left, form, protocol)} est ${COMPARATORS[operator](printOperand(right, form, protocol))}`;
    }
    if ('all' in each) return joined(each.all, 'et');
    if ('any' in each) return joined(each.any, 'ou');
    return negation(each.not, form, protocol) ?? `il n’est pas vrai que ${print(each.not, true)}`;
  };
  return print(condition, false);
}

/** When another form is proposed, as a whole sentence: « La fiche EI est proposée si « Effet indésirable ? » est « Oui ». » */
export function printProposal({ form: proposed, when, with: offers = {} }: Proposal, form: Form, protocol: Printed): string {
  const target = protocol.forms.find(({ code }) => code === proposed);
  const said = Object.entries(offers).map(([code, value]) => {
    const words = [value].flat().map((each) => scalar([code, each], target ?? form, protocol));
    return `${nameOf(code, target ?? form, protocol)} ${enumerated(words, 'et')}`;
  });
  const more = said.length > 0 ? `, avec ${enumerated(said, 'et')}` : '';
  return `${quoted(target?.title ?? proposed)} est proposée si ${printCondition(when, form, protocol)}${more}.`;
}

/** When an item appears and when it must be answered, for paper forms and the guide; empty when always the same. */
export function printItemConditions(item: Item, form: Form, protocol: Printed): readonly string[] {
  const { when, requiredWhen } = item;
  return [
    ...(when ? [`Si ${printCondition(when, form, protocol)}.`] : []),
    ...(requiredWhen ? [`Obligatoire si ${printCondition(requiredWhen, form, protocol)}.`] : []),
  ];
}

/** An operand as a noun: « l’âge en années de « Naissance » à aujourd’hui ». */
export function printOperand(operand: Operand, form: Form, protocol: Printed): string {
  const print = (each: Operand) => printOperand(each, form, protocol);
  const terms = (each: readonly Operand[]) => from(enumerated(each.map(print), 'et'));
  const span = ([start, end]: readonly [Operand, Operand]) => `${from(print(start))} ${to(print(end))}`;
  if (typeof operand === 'number') return frenchNumber(operand);
  if (typeof operand === 'string') return MOMENTS[operand];
  if ('date' in operand) return `le ${frenchPartialDate(operand.date)}`;
  if ('item' in operand) {
    const { item, form: other } = operand;
    return nameOf(other === undefined ? item : { item, form: other }, form, protocol);
  }
  if ('previousVisit' in operand) return `${nameOf(operand.previousVisit, form, protocol)} à la visite précédente`;
  if ('sum' in operand) return `la somme ${terms(operand.sum)}`;
  if ('mean' in operand) return `la moyenne ${terms(operand.mean)}`;
  if ('difference' in operand) return `${print(operand.difference[0])} moins ${print(operand.difference[1])}`;
  if ('ratio' in operand) return `le rapport ${span(operand.ratio)}`;
  if ('percentChange' in operand) return `la variation en pour cent ${span(operand.percentChange)}`;
  if ('daysBetween' in operand) return `le nombre de jours ${span(operand.daysBetween)}`;
  if ('ageInYears' in operand) return `l’âge en années ${span(operand.ageInYears)}`;
  return `${print(operand.round[0])}, arrondi`;
}

const MOMENTS: Readonly<Record<Extract<Operand, string>, string>> = {
  today: 'aujourd’hui',
  decisionDate: 'la date de l’avis favorable',
  visitDate: 'la date prévue de la visite',
  visitFrom: 'le début de la fenêtre de la visite',
  visitUntil: 'la fin de la fenêtre de la visite',
  birth: 'la naissance',
  treatedFrom: 'la première administration',
};

const COMPARATORS: Readonly<Record<Comparator, (right: string) => string>> = {
  '<': (right) => `inférieur ${to(right)}`,
  '<=': (right) => `au plus égal ${to(right)}`,
  '=': (right) => `égal ${to(right)}`,
  '!=': (right) => `différent ${from(right)}`,
  '>=': (right) => `au moins égal ${to(right)}`,
  '>': (right) => `supérieur ${to(right)}`,
};

/** `de` before a noun, as French contracts it: « du 05/03/2026 », « de « Poids » », « d’aujourd’hui ». */
function from(noun: string): string {
  return `de ${noun}`.replace(/^de le /, 'du ').replace(/^de a/, 'd’a');
}

/** `à` before a noun: « au 05/03/2026 ». */
function to(noun: string): string {
  return `à ${noun}`.replace(/^à le /, 'au ');
}

/** The negations that French says more simply. */
function negation(condition: Condition, form: Form, protocol: Printed): string | undefined {
  if ('answered' in condition) return `${nameOf(condition.answered, form, protocol)} n’a pas de réponse`;
  if ('is' in condition) return `${nameOf(condition.is[0], form, protocol)} n’est pas ${scalar(condition.is, form, protocol)}`;
  if ('includes' in condition)
    return `${nameOf(condition.includes[0], form, protocol)} ne comprend pas ${scalar(condition.includes, form, protocol)}`;
  return undefined;
}

function visitName(code: string, { calendar }: Printed): string {
  const visits = [...calendar.visits, ...(calendar.unscheduled ? [calendar.unscheduled] : [])];
  return quoted(visits.find((visit) => visit.code === code)?.label ?? code);
}

/** The form of an item, which is not this one when the name says so, and the item. */
function found(name: ItemName, form: Form, { forms }: Printed): { form: Form | undefined; item: Item | undefined } {
  const its = typeof name === 'string' ? form : forms.find(({ code }) => code === name.form);
  return { form: its, item: its && declaredItems(its).find(({ item }) => item.code === codeOf(name))?.item };
}

function codeOf(name: ItemName): string {
  return typeof name === 'string' ? name : name.item;
}

/** « Poids », or « Poids » (fiche FAT) of another form. */
function nameOf(name: ItemName, form: Form, protocol: Printed): string {
  const { item, form: its } = found(name, form, protocol);
  return quoted(item?.label ?? codeOf(name)) + (its && its !== form ? ` (fiche ${its.code})` : '');
}

function groupName(code: string, form: Form): string {
  const group = form.sections.flatMap(({ content }) => content).find((each) => each.type === 'group' && each.code === code);
  return quoted(group?.label ?? code);
}

function scalar([name, value]: readonly [ItemName, Scalar], form: Form, protocol: Printed): string {
  const { item } = found(name, form, protocol);
  if (typeof value === 'number') return frenchNumber(value);
  return item ? kindOf(item).print(item, value, protocol.codeLists) : quoted(value);
}
