import { declaredItems } from '../language/keys.js';
import { kindOf } from '../kinds/index.js';
import type { Condition, Form, Item, ItemName, Operand, Proposal, Protocol, Scalar } from '../language/language.js';
import type { RULES_FRENCH } from './words.fr.js';

/** Where a rule stands: what of its protocol it may name. */
export interface InForm {
  readonly form: Form;
  readonly protocol: Pick<Protocol, 'codeLists' | 'forms' | 'calendar'>;
}

/** The same, and the language in which it is printed. */
export interface Printing extends InForm {
  readonly words: typeof RULES_FRENCH;
}

/** A condition as a sentence without capital or full stop: « Sexe » est « Féminin ». */
export function printCondition(condition: Condition, at: Printing): string {
  return conditionIn(condition, at, false);
}

/** @param inside whether it is a part of another one, so that its own parts must be held together */
function conditionIn(condition: Condition, at: Printing, inside: boolean): string {
  const { words } = at;
  const name = (each: ItemName) => nameOf(each, at);
  if ('answered' in condition) return words.answered(name(condition.answered));
  if ('is' in condition) return words.is(name(condition.is[0]), [scalar(condition.is, at)]);
  if ('in' in condition) {
    const [item, values] = condition.in;
    return words.is(
      name(item),
      values.map((value) => scalar([item, value], at)),
    );
  }
  if ('includes' in condition) return words.includes(name(condition.includes[0]), scalar(condition.includes, at));
  if ('anyRow' in condition) return words.inAnyRow(groupName(condition.anyRow.group, at), conditionIn(condition.anyRow.when, at, false));
  if ('atVisit' in condition) return words.atVisit(condition.atVisit.map((code) => visitName(code, at)));
  if ('compare' in condition) {
    const [left, comparator, right] = condition.compare;
    return words.compare(printOperand(left, at), comparator, printOperand(right, at));
  }
  if ('not' in condition) return negation(condition.not, at) ?? words.not(conditionIn(condition.not, at, true));
  const parts = 'all' in condition ? condition.all : condition.any;
  const printed = parts.map((part) => conditionIn(part, at, parts.length > 1));
  const text = 'all' in condition ? words.all(printed) : words.any(printed);
  return inside && parts.length > 1 ? `(${text})` : text;
}

/** The negations that languages say more simply than by denying a sentence. */
function negation(condition: Condition, at: Printing): string | undefined {
  const { words } = at;
  if ('answered' in condition) return words.unanswered(nameOf(condition.answered, at));
  if ('is' in condition) return words.isNot(nameOf(condition.is[0], at), scalar(condition.is, at));
  if ('includes' in condition) return words.includesNot(nameOf(condition.includes[0], at), scalar(condition.includes, at));
  return undefined;
}

/** When another form is proposed, as a whole sentence: « La fiche EI est proposée si « Effet indésirable ? » est « Oui ». » */
export function printProposal({ form: proposed, when, with: offers = {} }: Proposal, at: Printing): string {
  const target = at.protocol.forms.find(({ code }) => code === proposed);
  const there = { ...at, form: target ?? at.form };
  const said = Object.entries(offers).map(
    ([code, value]) => [nameOf(code, there), [value].flat().map((each) => scalar([code, each], there))] as const,
  );
  return at.words.proposed(target?.title ?? proposed, printCondition(when, at), said);
}

/** When an item appears and when it must be answered; empty when always the same. */
export function printItemConditions({ when, requiredWhen }: Item, at: Printing): readonly string[] {
  return [
    ...(when ? [at.words.shownIf(printCondition(when, at))] : []),
    ...(requiredWhen ? [at.words.requiredIf(printCondition(requiredWhen, at))] : []),
  ];
}

/** An operand as a noun: « l’âge en années de « Naissance » à aujourd’hui ». */
export function printOperand(operand: Operand, at: Printing): string {
  const { words } = at;
  const print = (each: Operand) => printOperand(each, at);
  const both = ([one, other]: readonly [Operand, Operand]) => [print(one), print(other)] as const;
  if (typeof operand === 'number') return words.number(operand);
  if (typeof operand === 'string') return words.moment(operand);
  if ('date' in operand) return words.day(operand.date);
  if ('item' in operand) {
    const { item, form } = operand;
    return nameOf(form === undefined ? item : { item, form }, at);
  }
  if ('previousVisit' in operand) return words.atPreviousVisit(nameOf(operand.previousVisit, at));
  if ('sum' in operand) return words.sum(operand.sum.map(print));
  if ('mean' in operand) return words.mean(operand.mean.map(print));
  if ('difference' in operand) return words.difference(...both(operand.difference));
  if ('ratio' in operand) return words.ratio(...both(operand.ratio));
  if ('percentChange' in operand) return words.percentChange(...both(operand.percentChange));
  if ('daysBetween' in operand) return words.daysBetween(...both(operand.daysBetween));
  if ('ageInYears' in operand) return words.ageInYears(...both(operand.ageInYears));
  return words.rounded(print(operand.round[0]));
}

function visitName(code: string, { protocol: { calendar }, words }: Printing): string {
  const visits = [...calendar.visits, ...(calendar.unscheduled ? [calendar.unscheduled] : [])];
  return words.name(visits.find((visit) => visit.code === code)?.label ?? code);
}

/** The form of an item, which is not this one when the name says so, and the item. */
function found(name: ItemName, { form, protocol: { forms } }: InForm): { form: Form | undefined; item: Item | undefined } {
  const its = typeof name === 'string' ? form : forms.find(({ code }) => code === name.form);
  return { form: its, item: its && declaredItems(its).find(({ item }) => item.code === codeOf(name))?.item };
}

function codeOf(name: ItemName): string {
  return typeof name === 'string' ? name : name.item;
}

/** Its label, and its form where that is another one. */
function nameOf(name: ItemName, at: Printing): string {
  const { item, form } = found(name, at);
  return at.words.name(item?.label ?? codeOf(name), form && form !== at.form ? form.code : undefined);
}

function groupName(code: string, { form, words }: Printing): string {
  const group = form.sections.flatMap(({ content }) => content).find((each) => each.type === 'group' && each.code === code);
  return words.name(group?.label ?? code);
}

function scalar([name, value]: readonly [ItemName, Scalar], at: Printing): string {
  const { item } = found(name, at);
  if (typeof value === 'number') return at.words.number(value);
  return item ? kindOf(item).print(item, value, at.protocol.codeLists) : at.words.name(value);
}
