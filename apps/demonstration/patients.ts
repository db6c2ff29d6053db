import type { Chance } from './chance.js';
import type { Patient } from './surroundings.js';

const FAMILY = [
  'DUP',
  'MAR',
  'LEF',
  'BER',
  'MOR',
  'ROU',
  'GIR',
  'BON',
  'FAU',
  'CHE',
  'LAM',
  'PER',
  'GAU',
  'BAR',
  'NOE',
  'VID',
  'COL',
  'REN',
  'AUB',
  'HUE',
];
const GIVEN = {
  F: ['JE', 'MA', 'SY', 'MO', 'NI', 'FR', 'CA', 'DO', 'IS', 'CH'],
  M: ['JE', 'PI', 'MI', 'AL', 'BE', 'GE', 'RO', 'PA', 'DA', 'YV'],
} as const;

/** Someone whom a protocol may be for. */
export function newPatient(chance: Chance, protocolCode: string): Patient {
  if (protocolCode.startsWith('KAFTRIO')) return newChild(chance);
  if (protocolCode.startsWith('THERAPIE'))
    return { ...newAdult(chance, 'M'), birth: `${chance.between(1966, 2003)}-0${chance.between(1, 9)}` };
  const sex = protocolCode.startsWith('ENHERTU') || chance.often(0.45) ? 'F' : 'M';
  const birth = `${chance.between(1941, 1984)}-${String(chance.between(1, 12)).padStart(2, '0')}`;
  return { ...newAdult(chance, sex), birth };
}

function newAdult(chance: Chance, sex: Patient['sex']): Omit<Patient, 'birth'> {
  return { familyLetters: chance.pick(FAMILY), givenLetters: chance.pick(GIVEN[sex]), sex };
}

/** Of children the full date is asked. */
function newChild(chance: Chance): Patient {
  return {
    ...newAdult(chance, chance.pick(['F', 'M'])),
    birth: `${chance.between(2011, 2018)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`,
  };
}
