import type { EnrolmentView, FormView } from '#api-client';
import type { Form, Group, Item, Protocol } from '#protocols/domain';

const base = (code: string, label = code) => ({ code, label, place: 'Annexe 1', reliability: 'G' });

const drug: Item = { ...base('drug', 'Médicament'), type: 'text', maxLength: 20, required: true, reusable: true };
export const lines: Group = {
  type: 'group',
  code: 'lines',
  label: 'Traitements',
  rowLabel: 'traitement',
  place: 'Annexe 1',
  max: 2,
  items: [drug],
};

/** A form of two sections, small enough to be read: each test says which part of it matters. */
export const FAT: Form = {
  code: 'FAT',
  kind: 'FAT',
  title: 'Fiche d’accès',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [
    {
      code: 'patient',
      title: 'Patient',
      enteredBy: 'centre',
      content: [
        {
          ...base('letters', 'Lettres'),
          type: 'text',
          format: 'letters',
          length: 3,
          maxLength: 3,
          required: true,
          binds: 'patient.familyLetters',
        },
        { ...base('weight', 'Poids'), type: 'dec', min: 1, max: 300, unit: 'kg', reusable: true },
        { ...base('height', 'Taille'), type: 'int', unit: 'cm' },
        { ...base('ratio', 'Rapport'), type: 'calc', result: 'dec', formula: { ratio: [{ item: 'weight' }, { item: 'height' }] } },
        { ...base('smokes', 'Fume'), type: 'on', reusable: true },
        { ...base('packs', 'Paquets'), type: 'int', when: { is: ['smokes', 'O'] } },
        { ...base('since', 'Début'), type: 'date' },
        { ...base('until', 'Fin'), type: 'date', notBefore: { item: 'since' } },
        lines,
      ],
    },
    {
      code: 'pui',
      title: 'Pharmacie',
      enteredBy: 'centre',
      content: [{ ...base('rpps', 'RPPS'), type: 'text', format: 'rpps', maxLength: 11, prefill: 'pharmacist.rpps' }],
    },
  ],
  signatures: [
    { role: 'prescriber', meaning: 'Je demande l’accès.', covers: ['patient'] },
    { role: 'pharmacist', meaning: 'Je valide la demande.', covers: ['patient', 'pui'] },
  ],
};

export const protocol: Protocol = {
  code: 'PETIT',
  version: 1,
  demonstration: true,
  put: {} as Protocol['put'],
  paediatric: false,
  codeLists: {},
  forms: [FAT],
  calendar: { visits: [] },
};

export function formView(values: FormView['values'] = {}, more: Partial<FormView> = {}): FormView {
  return {
    id: 'f',
    enrolmentId: 'e',
    code: 'FAT',
    kind: 'FAT',
    title: 'Fiche d’accès',
    place: '',
    state: 'in-progress',
    protocolVersionId: 'v',
    centreId: 'a',
    values,
    marks: Object.fromEntries(Object.keys(values).map((key) => [key, { seq: 4, centreId: 'a' }])),
    contentVersion: 1,
    stateVersion: 1,
    applicable: 0,
    filled: 0,
    missing: 0,
    allPut: 0,
    signatures: [],
    today: '2026-11-22',
    env: {},
    prefill: {},
    carried: {},
    carriable: [],
    offers: {},
    review: [],
    abilities: ['write', 'complete', 'print'],
    refusals: {},
    ...more,
  };
}

export function enrolmentView(more: Partial<EnrolmentView> = {}): EnrolmentView {
  return {
    id: 'e',
    patient: { id: 'p', familyLetters: '', givenLetters: '', birth: '', sex: '' },
    authorisationId: 'au',
    authorisationCode: 'PETIT',
    medicine: 'PETITMAB',
    indication: 'Indication',
    holderName: 'Laboratoire Petit',
    centreId: 'a',
    centreName: 'CHRU de Nancy',
    ground: 'holder-opinion',
    ansmAuthorisations: [],
    state: 'draft',
    awaits: [],
    awaitsSince: '2026-11-20T10:00:00Z',
    prescriber: { id: 'ines', name: 'Inès Marchand' },
    author: { id: 'ines', name: 'Inès Marchand' },
    createdAt: '2026-11-20T10:00:00Z',
    changedAt: '2026-11-20T10:00:00Z',
    missing: 0,
    stays: [],
    forms: [],
    timeline: [],
    otherEnrolments: [],
    possibleDoubles: [],
    hiddenDoubles: 0,
    formerRequests: [],
    stateVersion: 1,
    abilities: ['write'],
    ...more,
  };
}
