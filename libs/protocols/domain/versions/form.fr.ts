import { ROLE_WORDS, speaker } from '#kernel/domain';
import type { LimitMessage } from '../kinds/kind.js';
import { LIMITS_FRENCH } from '../kinds/limits.fr.js';
import { enumerated, NBSP, quoted } from '../language/french.js';
import type { Check, Condition, Form, ItemKind, MissingReason, Operand, Proposal, Section, SignatureRule } from '../language/language.js';
import { printCondition, printOperand, printProposal, type InForm } from '../rules/print.js';
import { RULES_FRENCH } from '../rules/words.fr.js';
import { ITEM_KIND_WORDS, MISSING_REASON_LABELS } from '../words.js';
import type { Entry } from './change.js';

interface Titled {
  readonly title: string;
}
interface Labelled {
  readonly label: string;
}
interface Renamed {
  readonly was: string;
  readonly is: string;
}
/** When a part appears: always, where no condition is given. */
interface Shown {
  readonly when?: Condition | undefined;
  readonly at: InForm;
}
interface Signed {
  readonly role: SignatureRule['role'];
}
interface Several {
  readonly labels: readonly string[];
}
interface Reasons {
  readonly reasons: readonly MissingReason[];
}
interface Checked {
  readonly check: Check;
  readonly at: InForm;
}
interface Proposed {
  readonly proposal: Proposal;
  readonly at: InForm;
}

const form = (title: string) => `La fiche ${quoted(title)}`;
const section = (title: string) => `La rubrique ${quoted(title)}`;
const rows = (label: string) => `Les lignes de ${quoted(label)}`;

/** What a form of a protocol says otherwise in another version, each a whole sentence. The browser loads none of it. */
export const FORM_CHANGES_FRENCH = {
  'form-renamed': ({ was, is }: Renamed) => `${form(was)} s’appelle désormais ${quoted(is)}.`,
  'form-kind': ({ title, was, is }: Titled & Renamed) => `${form(title)} change de nature${NBSP}: ${was} devient ${is}.`,
  'form-occurs': ({ title, occurs }: Titled & Pick<Form, 'occurs'>) => `${form(title)} est désormais remplie ${OCCURS[occurs]}.`,
  'form-place': ({ title }: Titled) => `${form(title)}${NBSP}: la place dans le PUT change.`,
  'form-day': ({ title }: Titled) => `${form(title)}${NBSP}: le champ qui en donne le jour change.`,
  'form-case': ({ title }: Titled) => `${form(title)}${NBSP}: ce que la pharmacovigilance y lit change.`,

  'section-removed': ({ title }: Titled) => `${section(title)} est retirée.`,
  'section-added': ({ title }: Titled) => `${section(title)} est ajoutée.`,
  'order-of-sections': () => 'L’ordre des rubriques change.',
  'section-renamed': ({ was, is }: Renamed) => `${section(was)} s’appelle désormais ${quoted(is)}.`,
  'section-entered-by': ({ title, enteredBy }: Titled & Pick<Section, 'enteredBy'>) =>
    `${section(title)} est désormais remplie par ${enteredBy === 'patient' ? 'le patient' : 'le centre'}.`,
  'section-help': ({ title }: Titled) => `${section(title)}${NBSP}: l’aide change.`,
  'section-shown': ({ title, ...shown }: Titled & Shown) => `${section(title)} apparaît désormais ${when(shown)}.`,
  'section-order': ({ title }: Titled) => `${section(title)}${NBSP}: l’ordre des champs change.`,

  'group-removed': ({ label }: Labelled) => `${rows(label)} sont retirées.`,
  'group-added': ({ label }: Labelled) => `${rows(label)} sont ajoutées.`,
  'group-renamed': ({ was, is }: Renamed) => `${rows(was)} s’appellent désormais ${quoted(is)}.`,
  'group-row': ({ label, row }: Labelled & { readonly row: string }) =>
    `${rows(label)}${NBSP}: une ligne s’appelle désormais ${quoted(row)}.`,
  'group-place': ({ label }: Labelled) => `${rows(label)}${NBSP}: la place dans le PUT change.`,
  'group-bounds': ({ label, min, max }: Labelled & { readonly min: number; readonly max?: number | undefined }) =>
    `${rows(label)}${NBSP}: au moins ${min}${max === undefined ? '' : `, au plus ${max}`}. Ce qui dépasse déjà sera signalé.`,
  'group-may-be-empty': ({ label, mayBeEmpty }: Labelled & { readonly mayBeEmpty: boolean }) =>
    `${rows(label)} ${mayBeEmpty ? 'peuvent rester vides' : 'manquent tant que personne n’a dit qu’il n’y en a aucune'}.`,
  'group-shown': ({ label, ...shown }: Labelled & Shown) => `${rows(label)} apparaissent désormais ${when(shown)}.`,
  'group-order': ({ label }: Labelled) => `${rows(label)}${NBSP}: l’ordre des champs change.`,

  'item-removed': ({ label }: Labelled) => `Le champ ${quoted(label)} est retiré.`,
  'item-added': ({ label, required }: Labelled & { readonly required: boolean }) =>
    `Le champ ${quoted(label)} est ajouté${required ? ', obligatoire' : ''}.`,
  'item-renamed': ({ was, is }: Renamed) => `Le libellé ${quoted(was)} devient ${quoted(is)}.`,
  'item-moved': ({ label, was, is, otherSignatures }: Labelled & Renamed & { readonly otherSignatures: boolean }) =>
    `${quoted(label)} passe de la rubrique ${quoted(was)} à la rubrique ${quoted(is)}.` +
    (otherSignatures ? ' D’autres signatures le couvrent.' : ''),
  'item-into-group': ({ label, group }: Labelled & { readonly group: string }) =>
    `${quoted(label)} entre dans les lignes de ${quoted(group)}.`,
  'item-out-of-group': ({ label, group }: Labelled & { readonly group: string }) =>
    `${quoted(label)} quitte les lignes de ${quoted(group)}.`,
  'item-kind': ({ label, was, is }: Labelled & { readonly was: ItemKind; readonly is: ItemKind }) =>
    `${quoted(label)}${NBSP}: le type passe de ${quoted(ITEM_KIND_WORDS[was])} à ${quoted(ITEM_KIND_WORDS[is])}.`,
  'item-unit': ({ label, was, is }: Labelled & { readonly was?: string | undefined; readonly is?: string | undefined }) =>
    `${quoted(label)}${NBSP}: l’unité passe de ${was ?? 'aucune'} à ${is ?? 'aucune'}.`,
  'item-loses-choices': ({ label, labels }: Labelled & Several) =>
    `${quoted(label)} perd ${labels.length > 1 ? 'les réponses' : 'la réponse'} ${quotedAll(labels)}.`,
  'item-gains-choices': ({ label, labels }: Labelled & Several) =>
    `${quoted(label)} gagne ${labels.length > 1 ? 'les réponses' : 'la réponse'} ${quotedAll(labels)}.`,
  'item-renames-choices': ({ label, labels }: Labelled & Several) =>
    `${quoted(label)}${NBSP}: ${labels.length > 1 ? 'des réponses se disent' : 'une réponse se dit'} désormais ${quotedAll(labels)}.`,
  'item-order-of-choices': ({ label }: Labelled) => `${quoted(label)}${NBSP}: l’ordre des réponses change.`,
  'item-limits': ({ label, limits, closer }: Labelled & { readonly limits: readonly LimitMessage[]; readonly closer: boolean }) => {
    const words = limits.length > 0 ? limits.map(sayLimit).join(', ') : 'plus aucune limite';
    return `${quoted(label)}${NBSP}: ${words}.${closer ? ' Une réponse hors de ces limites est à décider.' : ''}`;
  },
  'item-shown': ({ label, ...shown }: Labelled & Shown) => `${quoted(label)} apparaît désormais ${when(shown)}.`,
  'item-required': ({ label, required }: Labelled & { readonly required: boolean }) =>
    `${quoted(label)} devient ${required ? 'obligatoire' : 'facultatif'}.`,
  'item-required-when': ({ label, when: required, at }: Labelled & { readonly when: Condition; readonly at: InForm }) =>
    `${quoted(label)} devient obligatoire si ${printCondition(required, inFrench(at))}.`,
  'item-loses-reasons': ({ label, reasons }: Labelled & Reasons) => `${quoted(label)} n’accepte plus ${reasonsIn(reasons)}.`,
  'item-gains-reasons': ({ label, reasons }: Labelled & Reasons) => `${quoted(label)} accepte désormais ${reasonsIn(reasons)}.`,
  'item-formula': ({ label, formula, at }: Labelled & { readonly formula: Operand; readonly at: InForm }) =>
    `${quoted(label)} se calcule autrement${NBSP}: ${printOperand(formula, inFrench(at))}.`,
  'item-entry': ({ label, property }: Labelled & { readonly property: Entry }) => `${quoted(label)}${NBSP}: ${ENTRY[property]}.`,

  'check-removed': ({ check }: { readonly check: Check }) => `Le contrôle ${quoted(check.message)} est retiré.`,
  'check-added': (checked: Checked) => `Un contrôle est ajouté, qui ${checkIn(checked)}.`,
  'check-changed': (checked: Checked) => `Le contrôle ${quoted(checked.check.message)} change${NBSP}: il ${checkIn(checked)}.`,
  'order-of-checks': () => 'L’ordre des contrôles change.',
  'proposal-removed': ({ proposal, at }: Proposed) => `N’est plus vrai${NBSP}: ${printProposal(proposal, inFrench(at))}`,
  'proposal-added': ({ proposal, at }: Proposed) => `Désormais, ${printProposal(proposal, inFrench(at))}`,
  'signature-removed': ({ role }: Signed) => `La signature du ${ROLE_WORDS[role]} n’est plus demandée.`,
  'signature-added': ({ role }: Signed) => `La signature du ${ROLE_WORDS[role]} est désormais demandée.`,
  'signature-means': ({ role, meaning }: Signed & { readonly meaning: string }) =>
    `La signature du ${ROLE_WORDS[role]} dit désormais ${quoted(meaning)}.`,
  'signature-covers': ({ role, titles }: Signed & { readonly titles: readonly string[] }) =>
    `La signature du ${ROLE_WORDS[role]} couvre désormais ${quotedAll(titles)}.`,
};

function sayLimit(limit: LimitMessage): string {
  return speaker(LIMITS_FRENCH)(limit);
}

const OCCURS: Readonly<Record<Form['occurs'], string>> = {
  once: 'une fois',
  'per-visit': 'à chaque visite',
  'on-event': 'quand un événement survient',
};

const ENTRY: Readonly<Record<Entry, string>> = {
  place: 'la place dans le PUT change',
  reliability: 'la fiabilité change',
  help: 'l’aide change',
  prefill: 'le préremplissage change',
  reusable: 'la reprise d’une réponse donnée ailleurs change',
  binds: 'le lien avec l’identité du patient change',
};

const LEVELS: Readonly<Record<Check['level'], string>> = {
  hard: 'bloque la signature',
  soft: 'demande une vérification',
  notice: 'avertit',
};

function inFrench(at: InForm) {
  return { ...at, words: RULES_FRENCH };
}

/** `si « Sexe » est « Féminin »`, or `toujours`. */
function when({ when: condition, at }: Shown): string {
  return condition ? `si ${printCondition(condition, inFrench(at))}` : 'toujours';
}

function checkIn({ check, at }: Checked): string {
  return `${LEVELS[check.level]} sauf si ${printCondition(check.assert, inFrench(at))}`;
}

function quotedAll(labels: readonly string[]): string {
  return enumerated(labels.map(quoted), 'et');
}

function reasonsIn(reasons: readonly MissingReason[]): string {
  return quotedAll(reasons.map((reason) => MISSING_REASON_LABELS[reason]));
}
