import { addDays, calendarDate, todayIn, own } from '#kernel/domain';
import {
  kindOf,
  patientDays,
  patientDaysRead,
  patientDaysToldBy,
  referencesOfCondition,
  referencesOfOperand,
  type Condition,
  type Env,
  type Form,
  type Item,
  type Operand,
  type Protocol,
  type Section,
  type Values,
} from '#protocols/domain';
import { fieldOf } from '../fields/kinds/index.js';

/** The day on which a form is tried. */
export function today(): string {
  return todayIn('Europe/Paris', new Date());
}

/** A visit at which a form may be filled. */
export interface PreviewVisit {
  readonly code: string;
  readonly label: string;
  readonly window: { readonly before: number; readonly after: number };
}

/** The visits for which the protocol asks this form, in the order of the calendar, that nobody planned last. */
export function visitsOf({ calendar }: Pick<Protocol, 'calendar'>, { code }: Form): readonly PreviewVisit[] {
  const { visits, unscheduled } = calendar;
  const planned = visits.filter(({ forms }) => forms.includes(code));
  const free = unscheduled?.forms.includes(code) ? [{ ...unscheduled, window: { before: 0, after: 0 } }] : [];
  return [...planned, ...free].map(({ code: visit, label, window }) => ({ code: visit, label, window }));
}

/** An answer of another form of the patient that rules of this one read, under the code that it has in `othersOf`. */
interface Read {
  readonly form: string;
  readonly item: string;
}

/**
 * What other forms must say for this one to be tried, as a small form of its own: a section for each, with the items that rules of this
 * form read, free of their own rules.
 */
export function othersOf({ forms }: Pick<Protocol, 'forms'>, form: Form): Form {
  const reads = readsOf({ forms }, form);
  const sections = forms.flatMap((other): Section[] => {
    const items = other.sections.flatMap(({ content }) => content.flatMap((each) => (each.type === 'group' ? [] : [each])));
    const read = items.filter(({ code }) => reads.some((each) => each.form === other.code && each.item === code));
    if (read.length === 0) return [];
    const content = read.map((item) => ({ ...fieldOf(item).alone(item), code: codeOf({ form: other.code, item: item.code }) }));
    return [{ code: other.code, title: other.title, enteredBy: 'centre', content }];
  });
  return { code: form.code, kind: form.kind, title: form.title, place: form.place, occurs: 'once', sections };
}

/** The answers of `othersOf`, as rules read them: by form. */
export function formsSaying(protocol: Pick<Protocol, 'forms'>, form: Form, said: Values): Readonly<Record<string, Values>> {
  const forms: Record<string, Values> = {};
  for (const read of readsOf(protocol, form)) {
    const value = own(said, codeOf(read));
    forms[read.form] = { ...own(forms, read.form), ...(value !== undefined && { [read.item]: value }) };
  }
  return forms;
}

/** What surrounds a form that is filled today, at that visit, on its day. */
export function envAround(
  protocol: Pick<Protocol, 'forms'>,
  today: string,
  visit: PreviewVisit | undefined,
  forms: Readonly<Record<string, Values>> = {},
  previousVisit?: Values,
): Env {
  return {
    today,
    ...patientDays(protocol.forms, forms),
    ...(visit && {
      visit: visit.code,
      visitDate: today,
      visitFrom: addDays(calendarDate(today), -visit.window.before),
      visitUntil: addDays(calendarDate(today), visit.window.after),
    }),
    forms,
    ...(previousVisit && { previousVisit }),
  };
}

function codeOf({ form, item }: Read): string {
  return `autre.${form.toLowerCase().replace(/[^a-z0-9]/g, '_')}.${item}`;
}

/** Every answer of another form that a rule of this one reads, the product's own checks of dates among them. */
function readsOf({ forms }: Pick<Protocol, 'forms'>, form: Form): readonly Read[] {
  const inConditions = conditionsOf(form).flatMap((condition) => referencesOfCondition(condition));
  const inOperands = operandsOf(form).flatMap((operand) => referencesOfOperand(operand));
  const seen = new Map<string, Read>();
  const told = patientDaysToldBy(forms);
  const days = patientDaysRead(form).flatMap((day) => told[day] ?? []);
  for (const { form: other, item } of [...days, ...inConditions, ...inOperands])
    if (other !== undefined && other !== form.code) seen.set(codeOf({ form: other, item }), { form: other, item });
  return [...seen.values()];
}

function conditionsOf({ sections, checks = [], proposes = [] }: Form): readonly Condition[] {
  const content = sections.flatMap((section) => section.content);
  const groups = content.flatMap((each) => (each.type === 'group' ? [each] : []));
  const shown = [...sections, ...groups, ...itemsOf(sections), ...proposes].map(({ when }) => when);
  const needed = itemsOf(sections).map(({ requiredWhen }) => requiredWhen);
  return [...shown, ...needed, ...checks.map(({ assert }) => assert)].filter((condition) => condition !== undefined);
}

function operandsOf({ sections }: Form): readonly Operand[] {
  return itemsOf(sections).flatMap((item) =>
    kindOf(item)
      .operands(item)
      .map(({ operand }) => operand),
  );
}

function itemsOf(sections: readonly Section[]): readonly Item[] {
  return sections.flatMap(({ content }) => content.flatMap((each) => (each.type === 'group' ? each.items : [each])));
}
