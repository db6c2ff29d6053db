import type { Check, Form, Group, Item, Section, SignatureRule, Values } from '#protocols/domain';
import { judgeChanges, type Change, type FormBefore, type Judgement } from '../changes/judge-changes.js';
import { say } from '../say.js';

export const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const weight: Item = { ...base('weight'), type: 'dec', min: 0.5, max: 300, unit: 'kg' };
const height: Item = { ...base('height'), type: 'int', min: 30, max: 250, unit: 'cm' };
const ratio: Item = {
  ...base('ratio'),
  type: 'calc',
  result: 'dec',
  formula: { round: [{ ratio: [{ item: 'weight' }, { item: 'height' }] }, 2] },
};
const smokes: Item = { ...base('smokes'), type: 'on' };
const packs: Item = { ...base('packs'), type: 'int', when: { is: ['smokes', 'O'] } };
const drug: Item = { ...base('drug'), type: 'text', maxLength: 20 };
const lines: Group = {
  type: 'group',
  code: 'lines',
  label: 'Traitements',
  rowLabel: 'traitement',
  place: 'Annexe 1',
  max: 2,
  items: [drug],
};
const stock: Item = { ...base('stock'), type: 'text', maxLength: 20 };
const section = (code: string, ...content: Section['content']): Section => ({ code, title: code, enteredBy: 'centre', content });
const sign = (role: SignatureRule['role'], ...covers: string[]): SignatureRule => ({ role, meaning: 'lu', covers });

/** A form with an item of each kind that a batch of changes treats apart. */
export const FAT: Form = {
  code: 'FAT',
  kind: 'FAT',
  title: 'FAT',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [section('patient', weight, height, ratio, smokes, packs, lines), section('pui', stock)],
  checks: [] as Check[],
  signatures: [sign('prescriber', 'patient'), sign('pharmacist', 'patient', 'pui')],
};
export const row = 'lines/aaaaaa';

export const judge = (changes: Change[], more: Partial<FormBefore> = {}): Judgement =>
  judgeChanges(
    { lists: {}, form: FAT, values: {}, marks: {}, complete: false, signed: [], env: { today: '2026-08-15' }, ...more },
    changes,
  );

export const accepted = (judgement: Judgement) => {
  if (judgement.outcome !== 'accepted') throw new Error(judgement.outcome);
  return judgement;
};
export const typed = (values: Values): Partial<FormBefore> => ({
  values,
  marks: Object.fromEntries(Object.keys(values).map((key) => [key, [4, '540002698'] as const])),
});

/** Why a batch is refused, as people are told it. */
export const refusalOf = (judgement: Judgement) => ({
  ...judgement,
  ...('problems' in judgement && { problems: judgement.problems.map(({ path, says }) => ({ path, message: say(says) })) }),
});
