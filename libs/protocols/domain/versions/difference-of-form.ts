import { ROLE_WORDS } from '#kernel/domain';
import { change, matched, reordered, same, type Change } from './change.js';
import { conditionChange, differencesOfItem, rolesCovering, type Side } from './difference-of-items.js';
import { enumerated, NBSP, quoted } from '../language/french.js';
import { declaredItems } from '../language/keys.js';
import { isTyped } from '../kinds/index.js';
import type { Form, Group, Section, SignatureRule } from '../language/language.js';
import { printCondition, printProposal } from '../rules/print.js';

/** What a form says otherwise than it did. */
export function differencesOfForm(from: Side, to: Side): readonly Change[] {
  return [
    ...ownChanges(from, to),
    ...sectionChanges(from, to),
    ...groupChanges(from, to),
    ...itemChanges(from, to),
    ...checkChanges(from, to),
    ...proposalChanges(from, to),
    ...signatureChanges(from, to),
  ];
}

function ownChanges({ form: was }: Side, { form: is }: Side): readonly Change[] {
  const name = `La fiche ${quoted(is.title)}`;
  const told = (words: string, more: Partial<Change> = {}) => change(words, 'form', { form: is.code, ...more });
  const signed = (was.signatures ?? []).length > 0;
  return [
    ...(was.title === is.title
      ? []
      : [told(`La fiche ${quoted(was.title)} s’appelle désormais ${quoted(is.title)}.`, { breaksSignatures: signed })]),
    ...(was.kind === is.kind ? [] : [told(`${name} change de nature${NBSP}: ${was.kind} devient ${is.kind}.`, { needsMapping: true })]),
    ...(was.occurs === is.occurs ? [] : [told(`${name} est désormais remplie ${OCCURS[is.occurs]}.`, { needsMapping: true })]),
    ...(was.place === is.place ? [] : [told(`${name}${NBSP}: la place dans le PUT change.`)]),
    ...(was.heldOn === is.heldOn ? [] : [told(`${name}${NBSP}: le champ qui en donne le jour change.`)]),
    ...(same(was.case, is.case) ? [] : [told(`${name}${NBSP}: ce que la pharmacovigilance y lit change.`)]),
  ];
}

const OCCURS: Readonly<Record<Form['occurs'], string>> = {
  once: 'une fois',
  'per-visit': 'à chaque visite',
  'on-event': 'quand un événement survient',
};

function sectionChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(from.form.sections, to.form.sections, ({ code }) => code);
  const about = { form: to.form.code };
  return [
    ...removed.map(({ title }) => change(`La rubrique ${quoted(title)} est retirée.`, 'section', { ...about, kind: 'removed' })),
    ...added.map(({ title }) => change(`La rubrique ${quoted(title)} est ajoutée.`, 'section', { ...about, kind: 'added' })),
    ...kept.flatMap(([was, is]) => sectionChange(was, is, from, to)),
    ...(reordered(from.form.sections, to.form.sections, ({ code }) => code)
      ? [change('L’ordre des rubriques change.', 'order', about)]
      : []),
  ];
}

function sectionChange(was: Section, is: Section, from: Side, to: Side): readonly Change[] {
  const name = `La rubrique ${quoted(is.title)}`;
  const signed = rolesCovering(from.form, { section: was }).length > 0;
  const told = (words: string, more: Partial<Change> = {}) => change(words, 'section', { form: to.form.code, ...more });
  return [
    ...(was.title === is.title
      ? []
      : [told(`La rubrique ${quoted(was.title)} s’appelle désormais ${quoted(is.title)}.`, { breaksSignatures: signed })]),
    ...(was.enteredBy === is.enteredBy
      ? []
      : [told(`${name} est désormais remplie par ${is.enteredBy === 'patient' ? 'le patient' : 'le centre'}.`)]),
    ...(was.help === is.help ? [] : [told(`${name}${NBSP}: l’aide change.`)]),
    ...hides(was, is, to, `${name} apparaît`, signed).map((each) => ({ ...each, form: to.form.code })),
    ...(reordered(was.content, is.content, ({ code }) => code)
      ? [change(`${name}${NBSP}: l’ordre des champs change.`, 'order', { form: to.form.code })]
      : []),
  ];
}

/** A condition that is new or other may hide answers. */
function hides(was: Pick<Section, 'when'>, is: Pick<Section, 'when'>, to: Side, appears: string, signed: boolean) {
  const mayHide = is.when !== undefined;
  return conditionChange(was.when, is.when, to, appears).map((words) =>
    change(words, 'condition', { losesValues: mayHide, breaksSignatures: mayHide && signed }),
  );
}

type Placed = Readonly<{ group: Group; section: Section }>;

function groupChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(groupsOf(from.form), groupsOf(to.form), ({ group }) => group.code);
  const about = ({ group }: Placed) => ({ form: to.form.code, item: group.code });
  const isSigned = (placed: Placed) => rolesCovering(from.form, placed).length > 0;
  return [
    ...removed.map((placed) =>
      change(`Les lignes de ${quoted(placed.group.label)} sont retirées.`, 'group', {
        ...about(placed),
        kind: 'removed',
        needsMapping: true,
        losesValues: true,
        breaksSignatures: isSigned(placed),
      }),
    ),
    ...added.map((placed) =>
      change(`Les lignes de ${quoted(placed.group.label)} sont ajoutées.`, 'group', { ...about(placed), kind: 'added' }),
    ),
    ...kept.flatMap(([was, is]) => groupChange(was.group, is.group, to, isSigned(was)).map((each) => ({ ...each, ...about(is) }))),
  ];
}

function groupChange(was: Group, is: Group, to: Side, signed: boolean): readonly Change[] {
  const name = `Les lignes de ${quoted(is.label)}`;
  const bounds = (group: Group) => [group.min ?? 0, group.max ?? null];
  const limits = `au moins ${is.min ?? 0}${is.max === undefined ? '' : `, au plus ${is.max}`}`;
  return [
    ...(was.label === is.label
      ? []
      : [change(`Les lignes de ${quoted(was.label)} s’appellent désormais ${quoted(is.label)}.`, 'label', { breaksSignatures: signed })]),
    ...(was.rowLabel === is.rowLabel ? [] : [change(`${name}${NBSP}: une ligne s’appelle désormais ${quoted(is.rowLabel)}.`, 'label')]),
    ...(was.place === is.place ? [] : [change(`${name}${NBSP}: la place dans le PUT change.`, 'entry')]),
    ...(same(bounds(was), bounds(is)) ? [] : [change(`${name}${NBSP}: ${limits}. Ce qui dépasse déjà sera signalé.`, 'bounds')]),
    ...((was.mayBeEmpty ?? false) === (is.mayBeEmpty ?? false)
      ? []
      : [
          change(
            `${name} ${is.mayBeEmpty ? 'peuvent rester vides' : 'manquent tant que personne n’a dit qu’il n’y en a aucune'}.`,
            'required',
          ),
        ]),
    ...hides(was, is, to, `${name} apparaissent`, signed),
    ...(reordered(was.items, is.items, ({ code }) => code) ? [change(`${name}${NBSP}: l’ordre des champs change.`, 'order')] : []),
  ];
}

function groupsOf(form: Form): readonly Placed[] {
  return form.sections.flatMap((section) => section.content.flatMap((group) => (group.type === 'group' ? [{ group, section }] : [])));
}

function itemChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(declaredItems(from.form), declaredItems(to.form), ({ item }) => item.code);
  return [
    ...removed.map((found) => {
      const holdsAnswers = isTyped(found.item);
      return change(`Le champ ${quoted(found.item.label)} est retiré.`, 'item', {
        form: to.form.code,
        item: found.item.code,
        kind: 'removed',
        needsMapping: holdsAnswers,
        losesValues: holdsAnswers,
        breaksSignatures: rolesCovering(from.form, found).length > 0,
      });
    }),
    ...added.map(({ item }) => {
      const words = `Le champ ${quoted(item.label)} est ajouté${item.required ? ', obligatoire' : ''}.`;
      return change(words, 'item', { form: to.form.code, item: item.code, kind: 'added' });
    }),
    ...kept.flatMap((pair) => differencesOfItem(pair, [from, to])),
  ];
}

const LEVELS = { hard: 'bloque la signature', soft: 'demande une vérification', notice: 'avertit' } as const;

function checkChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(from.form.checks ?? [], to.form.checks ?? [], ({ code }) => code);
  const told = (words: string, kind: Change['kind']) => change(words, 'check', { form: to.form.code, kind });
  const rule = (check: (typeof added)[number]) => `${LEVELS[check.level]} sauf si ${printCondition(check.assert, to.form, to.protocol)}`;
  return [
    ...removed.map(({ message }) => told(`Le contrôle ${quoted(message)} est retiré.`, 'removed')),
    ...added.map((check) => told(`Un contrôle est ajouté, qui ${rule(check)}.`, 'added')),
    ...kept
      .filter(([was, is]) => !same(was, is))
      .map(([, is]) => told(`Le contrôle ${quoted(is.message)} change${NBSP}: il ${rule(is)}.`, 'changed')),
    ...(reordered(from.form.checks ?? [], to.form.checks ?? [], ({ code }) => code)
      ? [change('L’ordre des contrôles change.', 'order', { form: to.form.code })]
      : []),
  ];
}

function proposalChanges(from: Side, to: Side): readonly Change[] {
  const [was, is] = [from, to].map(({ form }) => form.proposes ?? []) as [NonNullable<Form['proposes']>, NonNullable<Form['proposes']>];
  const missing = (each: (typeof was)[number], among: typeof was) => !among.some((other) => same(each, other));
  const told = (words: string, kind: Change['kind']) => change(words, 'proposal', { form: to.form.code, kind });
  return [
    ...was
      .filter((each) => missing(each, is))
      .map((each) => told(`N’est plus vrai${NBSP}: ${printProposal(each, from.form, from.protocol)}`, 'removed')),
    ...is.filter((each) => missing(each, was)).map((each) => told(`Désormais, ${printProposal(each, to.form, to.protocol)}`, 'added')),
  ];
}

/** What a signature covers or means binds whoever signed: it cannot change under their name. */
function signatureChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(from.form.signatures ?? [], to.form.signatures ?? [], ({ role }) => role);
  const told = (words: string, kind: Change['kind'], breaksSignatures: boolean) =>
    change(words, 'signature', { form: to.form.code, kind, breaksSignatures });
  const titles = ({ covers }: SignatureRule) =>
    enumerated(
      to.form.sections.filter(({ code }) => covers.includes(code)).map(({ title }) => quoted(title)),
      'et',
    );
  const sorted = ({ covers }: SignatureRule) => [...covers].sort();
  return [
    ...removed.map(({ role }) => told(`La signature du ${ROLE_WORDS[role]} n’est plus demandée.`, 'removed', true)),
    ...added.map(({ role }) => told(`La signature du ${ROLE_WORDS[role]} est désormais demandée.`, 'added', false)),
    ...kept.flatMap(([was, is]) => [
      ...(was.meaning === is.meaning
        ? []
        : [told(`La signature du ${ROLE_WORDS[is.role]} dit désormais ${quoted(is.meaning)}.`, 'changed', true)]),
      ...(same(sorted(was), sorted(is))
        ? []
        : [told(`La signature du ${ROLE_WORDS[is.role]} couvre désormais ${titles(is)}.`, 'changed', true)]),
    ]),
  ];
}
