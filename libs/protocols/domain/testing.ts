import type {
  CalculatedItem,
  Check,
  ChoiceItem,
  CodeListEntry,
  Condition,
  DateItem,
  Env,
  Form,
  Group,
  Item,
  NumberItem,
  Operand,
  Proposal,
  Protocol,
  Section,
  SignatureRule,
  TextItem,
  Values,
} from './language/language.js';
import { speaker } from '#kernel/domain';
import { CHECK_FRENCH } from './check/messages.fr.js';
import type { ProblemMessage } from './check/protocol-problem.js';
import { KINDS_FRENCH } from './kinds/messages.fr.js';
import * as print from './rules/print.js';
import { RULES_FRENCH } from './rules/words.fr.js';
import type { Change } from './versions/change.js';
import { DOCUMENT_CHANGES_FRENCH } from './versions/document.fr.js';
import { FORM_CHANGES_FRENCH } from './versions/form.fr.js';
import { scopeOn } from './rules/scope.js';
import { say, type ProtocolMessage } from './say.js';

/** A small language to write forms in specs: `form(yes('smokes'), int('packs', { when: is('smokes', 'O') }))`. */
const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });

export const text = (code: string, more: Partial<TextItem> = {}): TextItem => ({ ...base(code), type: 'text', maxLength: 50, ...more });
export const int = (code: string, more: Partial<NumberItem> = {}): NumberItem => ({ ...base(code), type: 'int', ...more });
export const dec = (code: string, more: Partial<NumberItem> = {}): NumberItem => ({ ...base(code), type: 'dec', ...more });
export const date = (code: string, more: Partial<DateItem> = {}): DateItem => ({ ...base(code), type: 'date', ...more });
export const yes = (code: string, more: Partial<ChoiceItem> = {}): ChoiceItem => ({ ...base(code), type: 'on', ...more });
export const choice = (code: string, list: string, more: Partial<ChoiceItem> = {}): ChoiceItem => ({
  ...base(code),
  type: 'choice',
  list,
  ...more,
});
export const multi = (code: string, list: string, more: Partial<ChoiceItem> = {}): ChoiceItem => ({
  ...choice(code, list, more),
  type: 'multi',
});
export const calc = (code: string, formula: Operand, more: Partial<CalculatedItem> = {}): CalculatedItem => ({
  ...base(code),
  type: 'calc',
  result: 'dec',
  formula,
  ...more,
});

export const group = (code: string, items: readonly Item[], more: Partial<Group> = {}): Group => ({
  type: 'group',
  code,
  label: code,
  rowLabel: 'ligne',
  place: 'Annexe 1',
  items,
  ...more,
});

export const section = (code: string, content: Section['content'], more: Partial<Section> = {}): Section => ({
  code,
  title: code,
  enteredBy: 'centre',
  content,
  ...more,
});

export type Content = Item | Group | Section;

/** A form of one section, `s`, or of the sections given. */
export function form(...content: Content[]): Form {
  const isSection = (each: Content): each is Section => 'content' in each;
  const loose = content.filter((each): each is Item | Group => !isSection(each));
  return {
    code: 'FAT',
    kind: 'FAT',
    title: 'Fiche d’accès',
    place: 'Annexe 1',
    occurs: 'once',
    sections: [...(loose.length > 0 ? [section('s', loose)] : []), ...content.filter(isSection)],
  };
}

export const checked = (base: Form, ...checks: Check[]): Form => ({ ...base, checks });
export const proposing = (base: Form, ...proposes: Proposal[]): Form => ({ ...base, proposes });
export const signed = (base: Form, ...signatures: SignatureRule[]): Form => ({ ...base, signatures });
export const hard = (code: string, assert: Condition, ...items: string[]): Check => ({ code, level: 'hard', assert, items, message: code });

export const is = (item: string, value: string | number): Condition => ({ is: [item, value] });
export const item = (code: string): Operand => ({ item: code });

/** What rules see of these answers, in a form that declares these items. */
export const seen = (values: Values, env: Env, ...content: Content[]) => scopeOn(form(...content), values, env);

export const on: Env = { today: '2026-08-15' };

const entries = (...codes: string[]): CodeListEntry[] => codes.map((code) => ({ code, label: `${code}.` }));

export function protocol(forms: readonly Form[], more: Partial<Protocol> = {}): Protocol {
  return {
    code: 'ESSAI',
    version: 1,
    demonstration: true,
    paediatric: false,
    put: {
      kind: 'PUT-RD',
      title: 'PUT',
      medicine: 'M',
      inn: 'm',
      indication: 'i',
      holder: 'h',
      grantedOn: '2026-01-01',
      updatedOn: '2026-01-01',
      contact: { name: 'c', email: 'c@example.fr' },
      adverseEffects: 'CRPV',
    },
    codeLists: { ABC: entries('A', 'B', 'C', 'AUCUNE') },
    forms,
    calendar: { visits: [] },
    ...more,
  };
}

export const codeLists: Protocol['codeLists'] = { SEXE: entries('M', 'F'), ABC: entries('A', 'B', '0') };

/** The items of the FAT that a whole protocol binds to the patient. */
export const patientItems: readonly Item[] = [
  text('nom', { format: 'letters', length: 3, binds: 'patient.familyLetters' }),
  text('prenom', { format: 'letters', length: 2, binds: 'patient.givenLetters' }),
  date('naissance', { type: 'month', binds: 'patient.birth' }),
  choice('sexe', 'SEXE', { binds: 'patient.sex' }),
];
export const signatures: readonly SignatureRule[] = (['prescriber', 'pharmacist'] as const).map((role) => ({
  role,
  meaning: 'oui',
  covers: ['patient'],
}));

/** A FAT without a problem, with this more. */
export const accessForm = (...content: Content[]) => signed(form(section('patient', patientItems), ...content), ...signatures);
export const otherForm = (more: Partial<Form>, ...content: Content[]): Form => ({
  ...form(...content),
  code: 'SUIVI',
  kind: 'SUIVI',
  ...more,
});
/** A protocol of these forms, without a problem of its own. */
export const whole = (forms: readonly Form[], more: Partial<Protocol> = {}) => protocol(forms, { codeLists, ...more });

/** What a rule found, with its message in words, as people are told it. */
export function worded<Found extends object>(found: Found): Found & { readonly message?: string } {
  const { says, ...rest } = found as { readonly says?: ProtocolMessage };
  return (says ? { ...rest, message: say(says) } : found) as Found;
}

const tell = speaker({ ...CHECK_FRENCH, ...KINDS_FRENCH });

/** A problem of a protocol, with what is wrong and what to do, as people are told it. */
export function toldProblem<Found extends { readonly says: ProblemMessage }>(found: Found) {
  return { ...found, ...tell(found.says) };
}

const sayChange = speaker({ ...DOCUMENT_CHANGES_FRENCH, ...FORM_CHANGES_FRENCH });

/** A change between two versions, in words, as people read it. */
export function toldChange({ says, ...change }: Change) {
  return { ...change, words: sayChange(says) };
}

const inFrench = (form: Form, protocol: Protocol): print.Printing => ({ form, protocol, words: RULES_FRENCH });

/** Rules as French prints them. */
export const printCondition = (condition: Condition, form: Form, of: Protocol) => print.printCondition(condition, inFrench(form, of));
export const printOperand = (operand: Operand, form: Form, of: Protocol) => print.printOperand(operand, inFrench(form, of));
export const printProposal = (proposal: Proposal, form: Form, of: Protocol) => print.printProposal(proposal, inFrench(form, of));
export const printItemConditions = (it: Item, form: Form, of: Protocol) => print.printItemConditions(it, inFrench(form, of));
