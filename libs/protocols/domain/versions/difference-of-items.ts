import { own } from '#kernel/domain';
import { change, same, type Aspect, type Change } from './change.js';
import { MISSING_REASON_LABELS } from '../words.js';
import { enumerated, NBSP, quoted } from '../language/french.js';
import type { FoundItem } from '../language/keys.js';
import { CODES } from '../kinds/comparison.js';
import { AS_IT_STANDS, choicesOf, conversion, kindOf } from '../kinds/index.js';
import type { Condition, Form, Item, Protocol, SignatureRule } from '../language/language.js';
import { printCondition, printOperand } from '../rules/print.js';

/** A form in one version of the protocol. */
export interface Side {
  readonly protocol: Protocol;
  readonly form: Form;
}
type Found = Omit<FoundItem, 'rowId'>;

/** What an item says otherwise than it did. */
export function differencesOfItem([before, after]: readonly [Found, Found], [from, to]: readonly [Side, Side]): readonly Change[] {
  const [was, is] = [before.item, after.item];
  const name = quoted(is.label);
  const signed = rolesCovering(from.form, before).length > 0;
  const told = (about: Aspect, words: string, more: Partial<Change> = {}): Change => {
    const { breaksSignatures = false, ...rest } = more;
    return change(words, about, { form: to.form.code, item: is.code, ...rest, breaksSignatures: breaksSignatures && signed });
  };

  return [
    ...(was.label === is.label ? [] : [told('label', `Le libellé ${quoted(was.label)} devient ${name}.`, { breaksSignatures: true })]),
    ...moved(before, after, from, to).map((words) => told('entry', words, { breaksSignatures: coverageDiffers(before, after, from, to) })),
    ...(before.group?.code === after.group?.code
      ? []
      : [told('type', `${name} ${placeWords(before, after)}.`, { needsMapping: true, losesValues: true, breaksSignatures: true })]),
    ...typeChange(was, is, name, told),
    ...codeChanges(was, is, name, told, from, to),
    ...(same(limitsOf(was), limitsOf(is))
      ? []
      : [
          narrows(was, is)
            ? told('bounds', `${name}${NBSP}: ${limitsInWords(is, to)}. Une réponse hors de ces limites est à décider.`, {
                needsMapping: true,
              })
            : told('bounds', `${name}${NBSP}: ${limitsInWords(is, to)}.`),
        ]),
    ...conditionChange(was.when, is.when, to, `${name} apparaît`).map((words) =>
      told('condition', words, { losesValues: is.when !== undefined, breaksSignatures: is.when !== undefined }),
    ),
    ...(same([was.required ?? false, was.requiredWhen], [is.required ?? false, is.requiredWhen])
      ? []
      : [
          told(
            'required',
            `${name} devient ${is.requiredWhen ? `obligatoire si ${printCondition(is.requiredWhen, to.form, to.protocol)}` : is.required ? 'obligatoire' : 'facultatif'}.`,
          ),
        ]),
    ...reasonChanges(was, is, name, told),
    ...('formula' in was && 'formula' in is && !same([was.formula, was.result], [is.formula, is.result])
      ? [
          told('formula', `${name} se calcule autrement${NBSP}: ${printOperand(is.formula, to.form, to.protocol)}.`, {
            breaksSignatures: true,
          }),
        ]
      : []),
    ...ENTRY.filter((property) => !same(was[property], is[property])).map((property) =>
      told('entry', `${name}${NBSP}: ${ENTRY_WORDS[property]}.`, property === 'binds' ? { needsMapping: true } : {}),
    ),
  ];
}

type Told = (about: Aspect, words: string, more?: Partial<Change>) => Change;

const ENTRY = ['place', 'reliability', 'help', 'prefill', 'reusable', 'binds'] as const;
const ENTRY_WORDS: Readonly<Record<(typeof ENTRY)[number], string>> = {
  place: 'la place dans le PUT change',
  reliability: 'la fiabilité change',
  help: 'l’aide change',
  prefill: 'le préremplissage change',
  reusable: 'la reprise d’une réponse donnée ailleurs change',
  binds: 'le lien avec l’identité du patient change',
};

function typeChange(was: Item, is: Item, name: string, told: Told): readonly Change[] {
  const convertible = conversion(was, is) === AS_IT_STANDS;
  const unit = (item: Item) => ('unit' in item ? item.unit : undefined);
  return [
    ...(was.type === is.type
      ? []
      : [
          told('type', `${name}${NBSP}: le type passe de ${quoted(kindOf(was).words)} à ${quoted(kindOf(is).words)}.`, {
            needsMapping: !convertible,
            losesValues: !convertible,
            breaksSignatures: true,
          }),
        ]),
    ...(unit(was) === unit(is)
      ? []
      : [
          told('type', `${name}${NBSP}: l’unité passe de ${unit(was) ?? 'aucune'} à ${unit(is) ?? 'aucune'}.`, {
            needsMapping: true,
            breaksSignatures: true,
          }),
        ]),
  ];
}

function codeChanges(was: Item, is: Item, name: string, told: Told, from: Side, to: Side): readonly Change[] {
  const codes = (item: Item, { protocol }: Side) => choicesOf(item, protocol.codeLists) ?? [];
  const [former, now] = [codes(was, from), codes(is, to)];
  if (former.length === 0 || now.length === 0) return [];
  const labels = (entries: typeof former) =>
    enumerated(
      entries.map(({ label }) => quoted(label)),
      'et',
    );
  const removed = former.filter(({ code }) => !now.some((entry) => entry.code === code));
  const added = now.filter(({ code }) => !former.some((entry) => entry.code === code));
  const renamed = now.filter(({ code, label }) => former.some((entry) => entry.code === code && entry.label !== label));
  const order = former.map(({ code }) => code).filter((code) => now.some((entry) => entry.code === code));
  const moved = !same(
    order,
    now.map(({ code }) => code).filter((code) => order.includes(code)),
  );
  return [
    ...(removed.length > 0
      ? [
          told('codes', `${name} perd ${removed.length > 1 ? 'les réponses' : 'la réponse'} ${labels(removed)}.`, {
            needsMapping: true,
            losesValues: true,
            breaksSignatures: true,
          }),
        ]
      : []),
    ...(added.length > 0 ? [told('codes', `${name} gagne ${added.length > 1 ? 'les réponses' : 'la réponse'} ${labels(added)}.`)] : []),
    ...(renamed.length > 0
      ? [
          told(
            'codes',
            `${name}${NBSP}: ${renamed.length > 1 ? 'des réponses se disent' : 'une réponse se dit'} désormais ${labels(renamed)}.`,
            { breaksSignatures: true },
          ),
        ]
      : []),
    // The codes of a multiple choice are kept in the order of its list.
    ...(moved
      ? [told('order', `${name}${NBSP}: l’ordre des réponses change.`, kindOf(is).compare.type === CODES ? { needsMapping: true } : {})]
      : []),
  ];
}

function reasonChanges(was: Item, is: Item, name: string, told: Told): readonly Change[] {
  const [former, now] = [was.missingReasons ?? [], is.missingReasons ?? []];
  const labels = (reasons: typeof former) =>
    enumerated(
      reasons.map((reason) => quoted(MISSING_REASON_LABELS[reason])),
      'et',
    );
  const removed = former.filter((reason) => !now.includes(reason));
  const added = now.filter((reason) => !former.includes(reason));
  return [
    ...(removed.length > 0
      ? [told('missing-reasons', `${name} n’accepte plus ${labels(removed)}.`, { needsMapping: true, losesValues: true })]
      : []),
    ...(added.length > 0 ? [told('missing-reasons', `${name} accepte désormais ${labels(added)}.`)] : []),
  ];
}

function limitsOf(item: Item): Readonly<Record<string, unknown>> {
  const limits = kindOf(item).limits(item);
  return Object.fromEntries(limits.map(({ name, value }) => [name, value]));
}

/** Whether a limit may refuse what was taken before it: one that is new or closer, or of which this cannot be told. */
function narrows(was: Item, is: Item): boolean {
  const former = limitsOf(was);
  return kindOf(is)
    .limits(is)
    .some(({ name, value, isWiderThan }) => !same(own(former, name), value) && !isWiderThan?.(own(former, name)));
}

function limitsInWords(item: Item, { form, protocol }: Side): string {
  const words = kindOf(item)
    .limits(item)
    .map((limit) => limit.words((operand) => printOperand(operand, form, protocol)));
  return words.length > 0 ? words.join(', ') : 'plus aucune limite';
}

/** « … si … », or « … toujours » when the condition is gone; nothing when it stands. */
export function conditionChange(was: Condition | undefined, is: Condition | undefined, to: Side, appears: string): readonly string[] {
  if (same(was ?? null, is ?? null)) return [];
  return [is ? `${appears} désormais si ${printCondition(is, to.form, to.protocol)}.` : `${appears} désormais toujours.`];
}

function moved(before: Found, after: Found, from: Side, to: Side): readonly string[] {
  if (before.section.code === after.section.code) return [];
  const titles = [before, after].map(({ section }) => quoted(section.title));
  const covered = coverageDiffers(before, after, from, to) ? ' D’autres signatures le couvrent.' : '';
  return [`${quoted(after.item.label)} passe de la rubrique ${titles[0]} à la rubrique ${titles[1]}.${covered}`];
}

function placeWords(before: Found, after: Found): string {
  if (!after.group) return `quitte les lignes de ${quoted(before.group?.label ?? '')}`;
  return `entre dans les lignes de ${quoted(after.group.label)}`;
}

function coverageDiffers(before: Found, after: Found, from: Side, to: Side): boolean {
  return !same(rolesCovering(from.form, before), rolesCovering(to.form, after));
}

/** The roles whose signature covers the section. */
export function rolesCovering(form: Form, { section }: Pick<Found, 'section'>): readonly SignatureRule['role'][] {
  return (form.signatures ?? [])
    .filter(({ covers }) => covers.includes(section.code))
    .map(({ role }) => role)
    .sort();
}
