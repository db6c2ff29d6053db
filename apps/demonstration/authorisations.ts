/** Companies of the demonstration. */
export const HOLDERS = [
  { id: 'janssen-cilag', name: 'Janssen-Cilag' },
  { id: 'daiichi-sankyo-astrazeneca', name: 'Daiichi Sankyo – AstraZeneca' },
  { id: 'argenx', name: 'argenx' },
  { id: 'vertex', name: 'Vertex Pharmaceuticals' },
  { id: 'laboratoire-demonstration', name: 'Laboratoire de démonstration' },
] as const;

/** Two indications of one medicine: one access opens both (charter C3.3). */
export const GROUP = { name: 'ENHERTU, cancer du sein', access: 'single', codes: ['ENH', 'ENHP'] } as const;

const TECLISTAMAB = {
  holderId: 'janssen-cilag',
  medicine: 'TECVAYLI',
  inn: 'téclistamab',
  ucdCodes: ['3400890041850', '3400890041911'],
  protocolCode: 'TECVAYLI',
} as const;
const TRASTUZUMAB_DERUXTECAN = {
  holderId: 'daiichi-sankyo-astrazeneca',
  medicine: 'ENHERTU',
  inn: 'trastuzumab déruxtécan',
  ucdCodes: ['3400890011457'],
  protocolCode: 'ENHERTU-HER2-FAIBLE',
} as const;

/**
 * All are granted for as long as may be, then renewed until today; `becomes` is what the manager makes of them once their patients are there, `expects` what was decided
 * for later, so many days from now.
 */
export const AUTHORISATIONS = [
  {
    code: 'TEC',
    indicationCode: 'CTECL01',
    kind: 'AAP-POST-AMM',
    indication: 'Myélome multiple en rechute et réfractaire, après au moins trois lignes de traitement',
    grantedOn: '2022-10-06',
    ...TECLISTAMAB,
  },
  {
    code: 'ENH',
    indicationCode: 'CTRAD02',
    kind: 'AAP-POST-AMM',
    indication: 'Cancer du sein HER2-faible non résécable ou métastatique, après au moins une chimiothérapie',
    grantedOn: '2022-10-27',
    ...TRASTUZUMAB_DERUXTECAN,
  },
  {
    code: 'ENHP',
    indicationCode: 'CTRAD01',
    kind: 'AAP-PRE-AMM',
    indication: 'Cancer du sein HER2-positif non résécable ou métastatique, après au moins deux lignes anti-HER2',
    grantedOn: '2021-07-29',
    becomes: { status: 'suspended', reason: 'Réévaluation du rapport bénéfice-risque demandée par la HAS.' },
    ...TRASTUZUMAB_DERUXTECAN,
  },
  {
    code: 'TECAC',
    indicationCode: 'NTECL01',
    kind: 'AAC-PRE-PRECOCE',
    indication: 'Myélome multiple en rechute et réfractaire, avant l’accès précoce',
    grantedOn: '2021-11-02',
    becomes: { status: 'ended', reason: 'Relayée par l’accès précoce à TECVAYLI.' },
    ...TECLISTAMAB,
  },
  {
    code: 'VYV',
    indicationCode: 'CEFGA01',
    holderId: 'argenx',
    kind: 'AAP-PRE-AMM',
    medicine: 'VYVGART',
    inn: 'efgartigimod alfa',
    indication: 'Myasthénie auto-immune généralisée, avec anticorps anti-récepteurs de l’acétylcholine',
    ucdCodes: ['3400890029131'],
    protocolCode: 'VYVGART',
    grantedOn: '2022-07-07',
  },
  {
    code: 'KAF',
    indicationCode: 'CIVAC03',
    holderId: 'vertex',
    kind: 'CPC',
    medicine: 'KAFTRIO',
    inn: 'ivacaftor, tézacaftor, élexacaftor',
    indication: 'Mucoviscidose sans mutation F508del, à partir de 6 ans',
    ucdCodes: ['3400890013109'],
    protocolCode: 'KAFTRIO-CPC',
    grantedOn: '2022-05-20',
  },
  {
    code: 'TPZ',
    indicationCode: 'NTEPR01',
    holderId: 'laboratoire-demonstration',
    kind: 'AAC',
    medicine: 'TEPEZZA',
    inn: 'téprotumumab',
    indication: 'Orbitopathie dysthyroïdienne active, modérée à sévère, après échec des corticoïdes',
    ucdCodes: ['3400890045902'],
    protocolCode: 'TEPEZZA-AAC',
    grantedOn: '2025-02-03',
  },
  {
    code: 'TGH',
    indicationCode: 'CETRA01',
    holderId: 'laboratoire-demonstration',
    kind: 'AAP-PRE-AMM',
    medicine: 'Thérapie génique AAV5 facteur IX',
    inn: 'vecteur AAV5 codant le facteur IX',
    indication: 'Hémophilie B sévère ou modérément sévère de l’adulte, sans inhibiteur',
    ucdCodes: ['3400890035217'],
    protocolCode: 'THERAPIE-GENIQUE-HEMOPHILIE-B',
    grantedOn: '2023-01-16',
    expects: {
      kind: 'amm-granted',
      authority: 'european-commission',
      inDays: 21,
      document: 'Décision d’exécution de la Commission (démonstration)',
    },
  },
] as const;
