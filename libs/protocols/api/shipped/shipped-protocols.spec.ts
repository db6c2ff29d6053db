import { calendarDate } from '#kernel/domain';
import {
  advice,
  applicability,
  checkValue,
  completeness,
  coveredChanged,
  declaredItems,
  gaps,
  normaliseTyped,
  scopeOn,
  planVisits,
  withCalculated,
  type Form,
  type Protocol,
  type Values,
} from '#protocols/domain';
import { readProtocol } from '../reading/read-protocol.js';
import { shippedProtocols } from '../shipped-protocols.js';

const env = { today: '2026-08-15' };
const everyText = shippedProtocols().flatMap(({ protocol }) =>
  protocol.forms.flatMap((form) =>
    declaredItems(form).flatMap(({ item }) =>
      (item.type === 'text' || item.type === 'long') && item.format === undefined
        ? [[`${protocol.code} ${protocol.version} ${form.code} ${item.code}`, protocol, form, item] as const]
        : [],
    ),
  ),
);

describe('a text one character too long', () => {
  it('is kept whole in its box, and refused with its limit, in every text field of every shipped protocol', () => {
    expect(everyText.length).toBeGreaterThan(50);
    for (const [name, protocol, form, item] of everyText) {
      const long = 'a'.repeat(item.maxLength + 1);
      const scope = scopeOn(form, {}, env);
      expect([name, normaliseTyped(item, long, scope)]).toEqual([name, { ok: true, value: long }]);
      expect([name, checkValue(item, long, protocol.codeLists, scope)?.says]).toEqual([
        name,
        { code: 'text-too-long', params: { length: long.length, most: item.maxLength } },
      ]);
      expect([name, checkValue(item, long.slice(1), protocol.codeLists, scope)]).toEqual([name, null]);
    }
  });
});

/** The latest version of each. */
const shipped = new Map(shippedProtocols().map(({ protocol }) => [protocol.code, protocol]));
const tecvayli = shipped.get('TECVAYLI') as Protocol;
const enhertu = shipped.get('ENHERTU-HER2-FAIBLE') as Protocol;
const formOf = (protocol: Protocol, code: string) => protocol.forms.find((form) => form.code === code) as Form;

const person = {
  nom: 'CURIE',
  prenom: 'Marie',
  rpps: '10003879623',
  etab: 'Hôpital Nord',
  finess: '010000024',
  tel: '0123456789',
  email: 'm.curie@hopital.example',
};
const signers: Values = Object.fromEntries(
  ['presc', 'phar'].flatMap((who) => Object.entries(person).map(([what, value]) => [`${who}.${what}`, value] as const)),
);
const common: Values = {
  ...signers,
  'presc.specialite': 'Oncologie', 'presc.etab_type': 'CHU', 'presc.service': 'Oncologie',
  'fat.date_demande': '2026-08-15', 'pat.nom3': 'DUP', 'pat.prenom2': 'AN', 'pat.naissance_mois': '1960-05', 'pat.sexe': 'F', 'pat.poids': '61.5', 'pat.taille': 164,
  'pat.essai': 'N', 'pat.relais_ac': 'NON', 'ttt.date_prev': '2026-08-20', 'eng.eligibilite': 'O', 'eng.information': 'O',
}; // prettier-ignore
const myeloma: Values = {
  ...common,
  'mm.date_diag': '2019-03', 'mm.ecog': '1', 'mm.type_ig': 'IGG', 'mm.iss': 'II', 'mm.cyto': 'STANDARD', 'mm.extramed': 'N', 'mm.comorb': ['HTA'], 'mm.nb_lignes': 4,
  'mm.ant/row001': true, 'mm.ant/row001/mm.ant.classe': 'IMID', 'mm.ant/row001/mm.ant.dci': 'LEN', 'mm.ant/row001/mm.ant.refractaire': 'O', 'mm.ant.greffe': 'O', 'mm.ant.bcma': ['AUCUN'],
  'elig.adulte': 'O', 'elig.rechute': 'O', 'elig.lignes': 'O', 'elig.imid': 'O', 'elig.ip': 'O', 'elig.cd38': 'O', 'elig.options': 'O', 'elig.progression': 'O', 'ttt.poso': 'RCP',
}; // prettier-ignore
const breast: Values = {
  ...common,
  'mal.date_diag': '2021-02', 'mal.ecog': '1', 'her2.ihc': '1+', 'rh.statut': 'NEG', 'meta.sites': ['OS'], 'atcd.comorb': ['AUCUNE'], 'chimio.meta': 'O',
  'ttt_ant/row001': true, 'ttt_ant/row001/ttt_ant.ligne': 1, 'ttt_ant/row001/ttt_ant.type': 'CHIMIO', 'ttt_ant/row001/ttt_ant.dci': 'Paclitaxel', 'ttt_ant/row001/ttt_ant.debut': '2024',
  'ttt_ant/row001/ttt_ant.fin': '2025-02', 'ttt_ant/row001/ttt_ant.reponse': 'RP', 'ttt_ant/row001/ttt_ant.arret': 'PROG',
  'elig.adulte': 'O', 'elig.stade': 'O', 'pid.atcd': 'N', 'femme.contra': { missing: 'NA' }, 'fevg.valeur': 62, 'fevg.date': '2026-08-01', 'rcp.date': '2026-08-10', 'rcp.avis': 'FAVORABLE',
  'ttt.poso': '5.4',
}; // prettier-ignore

const blocks = (protocol: Protocol, values: Values) => {
  const fat = formOf(protocol, 'FAT');
  return gaps(protocol, fat, values, env, fat.sections.map(({ code }) => code)).map(({ kind, key }) => `${kind} ${key}`); // prettier-ignore
};
const advised = (protocol: Protocol, values: Values) => advice(formOf(protocol, 'FAT'), values, env).map(({ code }) => code);

describe('the shipped protocols', () => {
  it.each(shippedProtocols())(
    '$file says that it is a demonstration, and what it leaves out (charter C1.1)',
    ({ protocol, source, file }) => {
      expect(readProtocol(source, file)).toMatchObject({ ok: true });
      expect(protocol.demonstration).toBe(true);
      expect(protocol.uncollected?.length).toBeGreaterThan(0);
    },
  );

  it.each([tecvayli, enhertu])('$code: the prescriber signs all but the pharmacy, the pharmacist all (charter C5.6)', (protocol) => {
    const fat = formOf(protocol, 'FAT');
    const all = fat.sections.map(({ code }) => code);
    expect(fat.signatures?.map(({ role, covers }) => [role, covers])).toEqual([
      ['prescriber', all.filter((code) => code !== 'pharmacie')],
      ['pharmacist', all],
    ]);
    const [prescriber, pharmacist] = fat.signatures ?? [];
    const after = { ...common, 'phar.tel': '0199999999' };
    expect(prescriber && coveredChanged(fat, prescriber, common, after, env)).toBe(false);
    expect(pharmacist && coveredChanged(fat, pharmacist, common, after, env)).toBe(true);
  });
});

describe('TECVAYLI', () => {
  it('has two moments of collection, and no visit', () => {
    expect(tecvayli.forms.map(({ code }) => code)).toEqual(['FAT', 'ARRET']);
    expect(tecvayli.calendar.visits).toEqual([]);
  });

  it.each<[string, Values, string[]]>([
    ['a patient who may have it', {}, []],
    ['fewer than three lines', { 'mm.nb_lignes': 2 }, ['check mm.nb_lignes']],
    ['a criterion that is not met', { 'elig.cd38': 'N' }, ['check elig.cd38']],
    ['a child', { 'pat.naissance_mois': '2010-01' }, ['check pat.naissance_mois']],
    ['a high risk asks which', { 'mm.cyto': 'HAUT' }, ['missing mm.cyto_det']],
    ['another dose asks why', { 'ttt.poso': 'AUTRE' }, ['missing ttt.poso_autre', 'missing ttt.poso_justif']],
    ['coming from compassionate access asks its number', { 'pat.relais_ac': 'AC' }, ['missing pat.num_ac']],
    ['a treatment planned before it is asked', { 'ttt.date_prev': '2026-08-14' }, ['wrong ttt.date_prev']],
    ['a diagnosis before birth', { 'mm.date_diag': '1960-04' }, ['wrong mm.date_diag']],
  ])('%s', (_title, change, expected) => expect(blocks(tecvayli, { ...myeloma, ...change })).toEqual(expected));

  it('is complete once all that applies is answered', () => {
    // Whether there is another treatment is asked too.
    expect(completeness(formOf(tecvayli, 'FAT'), myeloma, env)).toMatchObject({ missing: 1 });
    expect(completeness(formOf(tecvayli, 'FAT'), { ...myeloma, ttt_conc: 'none' }, env)).toMatchObject({ missing: 0 });
    expect(completeness(formOf(tecvayli, 'FAT'), {}, env)).toMatchObject({ filled: 0 });
  });

  it('charter P5: a trial open to the patient comes first, and a class that does not fit is asked about', () => {
    expect(advised(tecvayli, { ...myeloma, 'pat.essai': 'O' })).toEqual(['essai']);
    expect(advised(tecvayli, { ...myeloma, 'mm.ant/row001/mm.ant.dci': 'DARA' })).toEqual(['mm.ant.classe']);
  });
});

describe('ENHERTU HER2-faible: eligibility that depends on answers', () => {
  it.each<[string, Values, string[]]>([
    ['IHC 1+, chemotherapy, no hormone receptors', {}, []],
    ['IHC 2+ asks the ISH', { 'her2.ihc': '2+' }, ['missing her2.ish']],
    ['IHC 2+ with a negative ISH', { 'her2.ihc': '2+', 'her2.ish': 'NEG' }, []],
    ['IHC 2+ without an ISH done', { 'her2.ihc': '2+', 'her2.ish': 'NF' }, ['check her2.ish']],
    ['an ISH left from before does not count with IHC 1+', { 'her2.ish': 'NF' }, []],
    ['positive receptors ask two criteria more', { 'rh.statut': 'POS' }, ['missing rh.hormono_recue', 'missing rh.hormono_non_elig']],
    ['positive receptors, both met', { 'rh.statut': 'POS', 'rh.hormono_recue': 'O', 'rh.hormono_non_elig': 'O' }, []],
    [
      'positive receptors, still eligible to hormones',
      { 'rh.statut': 'POS', 'rh.hormono_recue': 'O', 'rh.hormono_non_elig': 'N' },
      ['check rh.hormono_non_elig'],
    ],
    ['no chemotherapy asks about the adjuvant one', { 'chimio.meta': 'N' }, ['missing chimio.adj6']],
    ['an early relapse is as good', { 'chimio.meta': 'N', 'chimio.adj6': 'O' }, []],
    ['neither', { 'chimio.meta': 'N', 'chimio.adj6': 'N' }, ['check chimio.adj6']],
    ['a past pneumonitis excludes', { 'pid.atcd': 'O' }, ['check pid.atcd']],
    ['contraception refused', { 'femme.contra': 'N' }, ['check femme.contra']],
    ['of a man it is not asked', { 'pat.sexe': 'M', 'femme.contra': 'N' }, []],
    ['another dose asks why', { 'ttt.poso': '4.4' }, ['missing ttt.poso_justif']],
  ])('%s', (_title, change, expected) => expect(blocks(enhertu, { ...breast, ...change })).toEqual(expected));

  it('a dose that is not the recommended one, a weak heart and an unfavourable opinion are asked about', () => {
    expect(advised(enhertu, { ...breast, 'ttt.poso': '4.4', 'fevg.valeur': 45, 'rcp.avis': 'DEFAVORABLE' })).toEqual([
      'fevg',
      'rcp.avis',
      'ttt.poso',
    ]);
    expect(advised(enhertu, breast)).toEqual([]);
  });

  it('a follow-up every three cycles, until the stop', () => {
    expect(
      planVisits(enhertu.calendar, calendarDate('2026-01-05'), calendarDate('2026-06-01')).map(({ code, target }) => `${code} ${target}`),
    ).toEqual(['J0 2026-01-05', 'SUIVI 2026-03-09', 'SUIVI 2026-05-11']);
  });

  it('a visit that did not take place asks for its reason only', () => {
    expect(applicability(formOf(enhertu, 'SUIVI'), { 'sui.realisee': 'N' }, env).items.map(({ key }) => key)).toEqual([
      'sui.realisee',
      'sui.non_motif',
    ]);
  });

  it('QLQ-C30: scores as published, with half of the answers at least', () => {
    const answers: Values = { 'qlq.1': 1, 'qlq.2': 2, 'qlq.3': 2, 'qlq.29': 5, 'qlq.30': 6, 'qlq.10': 4 };
    const scored = withCalculated(formOf(enhertu, 'QDV'), answers, env);
    expect(scored).toMatchObject({ 'score.pf': '77.8', 'score.global': '75' });
    expect(scored).not.toHaveProperty('score.fa');
  });

  it('what is typed becomes what is kept', () => {
    const item = formOf(enhertu, 'FAT').sections.flatMap(({ content }) => content).find(({ code }) => code === 'pat.poids'); // prettier-ignore
    expect(item && item.type !== 'group' && normaliseTyped(item, '61,5', scopeOn({ sections: [] }, {}, env))).toEqual({
      ok: true,
      value: '61.5',
    });
  });
});
