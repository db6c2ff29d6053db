import { addMonths, calendarDate } from '#kernel/domain';
import { entriesOf, type Env, type Item, type Protocol, type Value } from '#protocols/domain';
import type { Chance } from './chance.js';
import type { Say } from './typist.js';

/** When and of whom a form is typed. */
export interface Moment {
  readonly chance: Chance;
  readonly lists: Protocol['codeLists'];
  /** The day on which it takes place. */
  readonly day: string;
  readonly env: Env;
}

/** What a team usually answers, where the first answer of a list, « Non » or the middle of a range would be odd. */
type Habits = Readonly<Record<string, (moment: Moment) => Value>>;

const yes = (): Value => 'O';
const one =
  (...answers: readonly Value[]) =>
  ({ chance }: Moment): Value =>
    chance.pick(answers);
const within =
  (from: number, to: number) =>
  ({ chance }: Moment): Value =>
    chance.between(from, to);
/** With one decimal, bounds in tenths. */
const tenths =
  (from: number, to: number) =>
  ({ chance }: Moment): Value =>
    String(chance.between(from, to) / 10);

const SIGNS_OF_LIFE: Habits = {
  'fit.administre': yes,
  'fit.poso_conforme': yes,
  'fit.complete': yes,
  'fit.qdv': yes,
  'sui.realisee': yes,
  'sui.poursuite': yes,
  'sui.qdv': yes,
  'bio.realise': yes,
  'fit.poids': (at) => weight(at),
  'sui.poids': (at) => weight(at),
  'fit.taille': ({ env }) => env.forms?.['FAT']?.['pat.taille'] ?? 150,
  'sui.taille': ({ env }) => env.forms?.['FAT']?.['pat.taille'] ?? 150,
  'fit.lot': ({ chance }) => `LOT${chance.between(10_000, 99_999)}`,
  'arr.date': ({ day }) => day,
  'arr.motif': () => ['PROG'],
  'arr.nb_cycles': within(3, 9),
  'arr.nb_inj': within(8, 30),
};

const ONCOLOGY: Habits = {
  recist: one('RP', 'RP', 'SD'),
  'arr.reponse': one('RP', 'SD'),
  'fevg.valeur': within(55, 68),
  'tol.gi': one('O', 'N'),
  'tol.alop': one('O', 'N'),
  'arr.ttt_suiv': one('Capécitabine', 'Sacituzumab govitécan'),
};

const NEUROLOGY: Habits = {
  'fit.dose': (at) => doseOf(at),
  'cyc.num': within(2, 3),
  'cyc.nb': () => 4,
  'cyc.dose': (at) => doseOf(at),
  'cyc.delai': within(28, 42),
  ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`mg.adl.${index + 1}`, one(0, 0, 1, 1)])),
  'mg.qmg': within(6, 12),
  'mg.crise': () => 0,
  'mg.igg': tenths(32, 55),
  ...Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`qol.${index + 1}`, one(0, 1, 1, 2)])),
};

const PULMONOLOGY: Habits = {
  'cf.sueur': ({ env }) => (env.visit === 'S4' ? 62 : 98),
  'cf.vems': tenths(14, 24),
  'cf.vems_pct': within(64, 88),
  'cf.exac': within(0, 1),
  'cf.alat': tenths(5, 14),
  'cf.asat': tenths(5, 14),
  'cf.bili': tenths(4, 12),
  'cf.ophtalmo': yes,
};

const HAEMATOLOGY: Habits = {
  'fit.volume': () => 250,
  'poche.volume': () => 250,
  'poche.lot': ({ chance }) => `AAV5-${chance.between(100, 999)}`,
  'fit.fix': tenths(8, 19),
  'fit.alat': within(24, 34),
  'bio.fix': tenths(340, 420),
  'bio.alat': within(22, 40),
  'bio.asat': within(20, 38),
  'hb.saignements': () => 0,
  'hb.inhibiteur': yes,
};

const QUALITY_OF_LIFE: Habits = {
  ...Object.fromEntries(Array.from({ length: 28 }, (_, index) => [`qlq.${index + 1}`, one(1, 1, 2, 2, 3)])),
  'qlq.29': within(4, 6),
  'qlq.30': within(4, 6),
  ...Object.fromEntries(['mobilite', 'autonomie', 'activites', 'douleurs', 'anxiete'].map((about) => [`eq5d.${about}`, one(1, 1, 2, 3)])),
  'eq5d.eva': within(55, 85),
};

const PHARMACOVIGILANCE: Habits = {
  'ei.decl_qualite': () => '1',
  'ei.decl_nom': () => 'Lacombe',
  'ei.decl_tel': () => '0383000000',
  'ei.decl_dept': () => '54',
  'med.lot': ({ chance }) => `LOT${chance.between(10_000, 99_999)}`,
  'med.action': () => '4',
};

/** One name, one habit: protocols name the same things alike. The gene therapy's dose is the one that was asked for. */
const USUAL: Habits = {
  ...SIGNS_OF_LIFE,
  ...ONCOLOGY,
  ...NEUROLOGY,
  ...PULMONOLOGY,
  ...HAEMATOLOGY,
  ...QUALITY_OF_LIFE,
  ...PHARMACOVIGILANCE,
};

/** A team that types its follow-up, with these answers otherwise; `null` is what they leave without an answer. */
export function habitsOf(at: Moment, otherwise: Readonly<Record<string, Value | null>> = {}): Say {
  return (item) => {
    const said = otherwise[item.code];
    if (said !== undefined) return said ?? undefined;
    return USUAL[item.code]?.(at) ?? plain(item, at);
  };
}

/** What may stand, whatever the item. */
export function plain(item: Item, { chance, lists, day }: Moment): Value | undefined {
  switch (item.type) {
    case 'on':
    case 'oni':
      return 'N';
    case 'choice':
      return entriesOf(item, lists)[0]?.code;
    case 'multi':
      return [item.exclusive ?? entriesOf(item, lists)[0]?.code ?? ''];
    case 'int':
      return chance.between(Math.ceil(item.min ?? 0), Math.min(Math.floor(item.max ?? 9), Math.ceil(item.min ?? 0) + 3));
    case 'dec':
      return String(Math.round(Math.max(item.min ?? 1, 1)));
    case 'date':
      return day;
    case 'month':
    case 'partialDate':
      return addMonths(calendarDate(day), -chance.between(2, 20)).slice(0, 7);
    case 'text':
    case 'long':
      return 'Sans particularité.';
    // Calculated, or of a kind that no shipped protocol asks.
    default:
      return undefined;
  }
}

/** That of the request, a little more or less. */
function weight({ chance, env }: Moment): Value {
  const asked = Number(env.forms?.['FAT']?.['pat.poids'] ?? 65);
  return String(Math.round(asked * 10 + chance.between(-15, 15)) / 10);
}

/** VYVGART is 10 mg for each kilogram; the gene therapy, what was asked for. */
function doseOf({ env }: Moment): Value {
  const { 'ttt.dose': asked, 'pat.poids': kilograms } = env.forms?.['FAT'] ?? {};
  return asked ?? String(Math.round(Number(kilograms ?? 65) * 10));
}
