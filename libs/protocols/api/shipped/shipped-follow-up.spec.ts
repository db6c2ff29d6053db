import { calendarDate } from '#kernel/domain';
import {
  applicability,
  checkProtocol,
  declaredItems,
  gaps,
  schedule,
  visitEnv,
  withCalculated,
  type Env,
  type Values,
} from '#protocols/domain';
import { asked, done, every, formOf, keys, latest, proposed, refused, states, today } from '../testing/shipped.js';

const vyvgart = latest('VYVGART');
const kaftrio = latest('KAFTRIO-CPC');
const gene = latest('THERAPIE-GENIQUE-HEMOPHILIE-B');
const enhertu = latest('ENHERTU-HER2-FAIBLE');

describe('the protocols of follow-up', () => {
  it('all seven hold together, two of them in two versions', () => {
    expect(every.map(({ protocol }) => `${protocol.code} ${protocol.version}`)).toEqual([
      'ENHERTU-HER2-FAIBLE 1',
      'ENHERTU-HER2-FAIBLE 2',
      'KAFTRIO-CPC 1',
      'TECVAYLI 1',
      'TECVAYLI 2',
      'TEPEZZA-AAC 1',
      'THERAPIE-GENIQUE-HEMOPHILIE-B 1',
      'VYVGART 1',
      'VYVGART-AAC 1',
    ]);
    for (const { protocol } of every) expect(checkProtocol(protocol)).toEqual([]);
  });

  it.each(every)(
    'charter C1.1: every item of $file says its place and how far it is known, and what has no field is told',
    ({ protocol }) => {
      expect(protocol.demonstration).toBe(true);
      expect(protocol.uncollected?.length).toBeGreaterThan(0);
      for (const { item } of protocol.forms.flatMap((form) => declaredItems(form))) {
        expect(item.place).toMatch(/^Annexe [14], /);
        expect(item.reliability).toMatch(/^(V\d+|G|S|D)$/);
      }
    },
  );

  it.each([enhertu, vyvgart, kaftrio, gene])(
    '$code: the prescriber signs all but the pharmacy, the pharmacist all (charter C5.6)',
    (protocol) => {
      const all = formOf(protocol, 'FAT').sections.map(({ code }) => code);
      expect(formOf(protocol, 'FAT').signatures?.map(({ covers }) => covers)).toEqual([all.filter((code) => code !== 'pharmacie'), all]);
    },
  );

  it.each([enhertu, vyvgart, kaftrio, gene])('$code: a stop before the start is refused', (protocol) => {
    const env = { forms: { FIT: { 'fit.date_debut': '2026-03-02' } } };
    expect(refused(protocol, 'ARRET', { 'arr.date': '2026-03-01' }, env)).toContain('wrong arr.date');
    expect(refused(protocol, 'ARRET', { 'arr.date': '2026-03-02' }, env)).toEqual([]);
  });

  it.each([enhertu, vyvgart, kaftrio, gene])('$code: a treatment never given has no day of stop', (protocol) => {
    expect(proposed(protocol, 'FIT', { 'fit.administre': 'N' })).toEqual(['ARRET']);
    expect(keys(protocol, 'ARRET', {}, { forms: { FIT: {} } })).not.toContain('arr.date');
  });

  it.each([enhertu, vyvgart, kaftrio, gene])(
    '$code: a weight that changed by more than a fifth, and a visit outside its window, are asked about',
    (protocol) => {
      const values: Values = { 'sui.realisee': 'O', 'sui.date': '2026-05-01', 'sui.poids': '50' };
      const env = { visit: 'M3', visitFrom: '2026-05-02', visitUntil: '2026-06-01', previousVisit: { 'sui.poids': '63' } };
      expect(asked(protocol, 'SUIVI', values, env)).toEqual(['sui.date', 'sui.poids']);
      expect(asked(protocol, 'SUIVI', { ...values, 'sui.date': '2026-05-02', 'sui.poids': '52' }, env)).toEqual([]);
    },
  );
});

describe('VYVGART: cycles, scores, declarations', () => {
  const adl: Values = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`mg.adl.${index + 1}`, index % 4]));

  it('MG-ADL is the sum of eight answers, and none while one is missing', () => {
    expect(withCalculated(formOf(vyvgart, 'FAT'), adl, today)).toMatchObject({ 'mg.adl.total': 12 });
    expect(withCalculated(formOf(vyvgart, 'FAT'), { ...adl, 'mg.adl.8': { missing: 'ND' } }, today)).not.toHaveProperty('mg.adl.total');
  });

  it.each<[string, string, Values, string[]]>([
    ['an infection is an effect', 'SUIVI', { 'sui.realisee': 'O', 'mg.infection': 'O' }, ['EI']],
    ['a change for an effect too', 'SUIVI', { 'sui.realisee': 'O', 'sui.modif': 'REDUCTION', 'sui.modif_motif': 'EI' }, ['EI']],
    ['a visit that did not take place proposes nothing', 'SUIVI', { 'sui.realisee': 'N', 'mg.infection': 'O' }, []],
    ['the end of the treatment', 'SUIVI', { 'sui.realisee': 'O', 'sui.poursuite': 'N' }, ['ARRET']],
    ['a situation with an effect', 'SP', { 'sp.type': ['ERREUR'], 'sp.ei': 'O' }, ['EI']],
    ['a stop for an effect', 'ARRET', { 'arr.motif': ['EI', 'SP'] }, ['EI', 'SP']],
  ])('charter P3: %s', (_title, form, values, expected) => expect(proposed(vyvgart, form, values)).toEqual(expected));

  it('cycles are rows, each with its own conditions', () => {
    const values: Values = {
      'sui.realisee': 'O',
      'cyc/row001': true,
      'cyc/row001/cyc.num': 2,
      'cyc/row001/cyc.nb': 3,
      'cyc/row001/cyc.delai': 20,
    };
    expect(keys(vyvgart, 'SUIVI', values)).toEqual(expect.arrayContaining(['cyc/row001/cyc.motif', 'cyc/row001/cyc.delai']));
    expect(asked(vyvgart, 'SUIVI', values)).toContain('cyc.delai');
  });

  it('grade and seriousness are two answers; a fatal evolution asks its date', () => {
    const effect = formOf(vyvgart, 'EI');
    expect(declaredItems(effect).map(({ item }) => item.code)).toEqual(expect.arrayContaining(['ei.grade', 'ei.grave', 'ei.criteres']));
    expect(keys(vyvgart, 'EI', { 'ei.grave': 'O', 'ei.evol': '5' })).toEqual(expect.arrayContaining(['ei.criteres', 'ei.deces_date']));
    expect(asked(vyvgart, 'EI', { 'ei.grave': 'O', 'ei.evol': '5', 'ei.criteres': ['HOSPI'] })).toEqual(['ei.fatal']);
    expect(asked(vyvgart, 'EI', { 'ei.grade': '5', 'ei.evol': '2' })).toEqual(['ei.grade']);
  });

  it('a declaration has one suspect medicine at least; a man is asked of no pregnancy, and may have exposed a newborn all the same', () => {
    const meds = (...roles: string[]): Values =>
      Object.assign({}, ...roles.map((role, index) => ({ [`med/row00${index}`]: true, [`med/row00${index}/med.role`]: role })));
    expect(asked(vyvgart, 'EI', meds('2', '2'))).toEqual(['med.suspect']);
    expect(asked(vyvgart, 'EI', meds('2', '1'))).toEqual([]);
    const of = (sex: string) =>
      keys(vyvgart, 'EI', {}, { forms: { FAT: { 'pat.sexe': sex } } }).filter((key) => /grossesse|expo/.test(key));
    expect([of('F'), of('M')]).toEqual([['ei.grossesse'], ['ei.expo']]);
  });

  it('charter C7.2: the first year', () => {
    expect(states(vyvgart, '2026-03-02', '2026-06-20', [done('J0', 'QDV'), done('C1')]).slice(0, 8)).toEqual([
      'J0 FIT 2026-03-02 complete',
      'J0 QDV 2026-03-02 complete',
      'C1 SUIVI 2026-04-13 complete',
      'M3 SUIVI 2026-06-02 late',
      'M3 QDV 2026-06-02 late',
      'M6 SUIVI 2026-09-02 upcoming',
      'M6 QDV 2026-09-02 upcoming',
      'M12 SUIVI 2027-03-02 upcoming',
    ]);
  });
});

describe('KAFTRIO CPC: a child, a decision', () => {
  const at = (visit: string): Partial<Env> => ({ visit, forms: { FAT: { 'pat.naissance': '2015-06-02' } } });
  const held: Values = { 'sui.realisee': 'O', 'sui.date': '2026-05-01' };

  it('the full birth date is asked, and the frame begins at six', () => {
    expect(kaftrio.paediatric).toBe(true);
    const born = (birth: string) => refused(kaftrio, 'FAT', { 'fat.date_demande': '2026-03-02', 'pat.naissance': birth });
    expect(born('2020-03-03')).toEqual(['check pat.naissance']);
    expect(born('2020-03-02')).toEqual([]);
  });

  it.each([
    ['F508del', { 'cf.f508': 'O' }, ['check cf.f508']],
    ['two variants without protein', { 'cf.nonprot': 'O' }, ['check cf.nonprot']],
    ['an unfavourable opinion', { 'cf.crmr': 'DEFAVORABLE' }, ['check cf.crmr']],
  ])('%s excludes', (_title, values, expected) => expect(refused(kaftrio, 'FAT', values as Values)).toEqual(expected));

  it('the decision is asked at the visit of weeks 4 to 6 only, and no answer proposes the stop', () => {
    expect(keys(kaftrio, 'SUIVI', held, at('S4'))).toEqual(expect.arrayContaining(['cf.reponse', 'cf.sueur']));
    expect(keys(kaftrio, 'SUIVI', held, at('M3'))).not.toContain('cf.reponse');
    expect(proposed(kaftrio, 'SUIVI', { ...held, 'cf.reponse': 'NON_REPONDEUR' }, at('S4'))).toEqual(['ARRET']);
    expect(proposed(kaftrio, 'SUIVI', { ...held, 'cf.reponse': 'NON_REPONDEUR' }, at('M3'))).toEqual([]);
    expect(proposed(kaftrio, 'SUIVI', { ...held, 'cf.reponse': 'REPONDEUR' }, at('S4'))).toEqual([]);
  });

  it('what speaks against it is required', () => {
    const required = (answer: string) =>
      applicability(formOf(kaftrio, 'SUIVI'), { ...held, 'cf.reponse': answer }, { ...today, ...at('S4') }).items.find(
        ({ key }) => key === 'cf.reponse_txt',
      )?.required;
    expect(required('REPONDEUR')).toBe(false);
    expect(required('INDETERMINE')).toBe(true);
  });

  it('the ninth month asks for liver tests; eyes are looked at until eighteen', () => {
    expect(keys(kaftrio, 'SUIVI', held, at('M9'))).toEqual([
      'sui.realisee',
      'sui.date',
      'cf.alat',
      'cf.asat',
      'cf.bili',
      'cf.psy',
      'sui.ei',
      'sui.sp',
    ]);
    expect(keys(kaftrio, 'SUIVI', held, at('M12'))).toContain('cf.ophtalmo');
    expect(keys(kaftrio, 'SUIVI', { ...held, 'sui.date': '2033-06-02' }, at('M12'))).not.toContain('cf.ophtalmo');
  });

  it('BMI is calculated, and doubtful tests are asked about', () => {
    const values: Values = { ...held, 'sui.poids': '31.5', 'sui.taille': 138, 'cf.alat': '3' };
    expect(withCalculated(formOf(kaftrio, 'SUIVI'), values, { ...today, ...at('M3') })).toMatchObject({ 'cf.imc': '16.5' });
    expect(asked(kaftrio, 'SUIVI', values, at('M3'))).toEqual(['cf.alat']);
  });
});

describe('gene therapy: once, then five years', () => {
  it('twelve weeks, then to the fifth year', () => {
    const rows = states(gene, '2026-03-02', '2026-03-20', [done('S1', 'BIO', 1)]);
    expect(rows.slice(0, 4)).toEqual([
      'J0 FIT 2026-03-02 complete',
      'S1 BIO 2026-03-09 complete',
      'S12 BIO 2026-03-16 late',
      'S13 BIO 2026-03-23 upcoming',
    ]);
    expect(rows).toHaveLength(1 + 12 + 8);
    expect(rows.at(-1)).toBe('A33 SUIVI 2031-03-02 upcoming');
  });

  it('leaving the follow-up ends it', () => {
    expect(states(gene, '2026-03-02', '2026-08-01', [], '2026-07-01').filter((row) => row.endsWith('not-applicable'))).toHaveLength(7);
  });

  it('one administration, of one bag at least', () => {
    expect(formOf(gene, 'FIT').occurs).toBe('once');
    const bags = gaps(gene, formOf(gene, 'FIT'), { 'fit.administre': 'O' }, today, ['administration']);
    expect(bags.map(({ key }) => key)).toContain('poche');
  });

  it('spontaneous bleeds are among all bleeds', () => {
    const values: Values = { 'sui.realisee': 'O', 'hb.saignements': 2, 'hb.spontanes': 3 };
    expect(refused(gene, 'SUIVI', values, { visit: 'M6' })).toEqual(['check hb.spontanes']);
  });

  it('a visit knows its window', () => {
    const { rows } = schedule(gene, [], { today: '2026-03-20', forms: { FIT: { 'fit.date_debut': calendarDate('2026-03-02') } } });
    const week = rows.find(({ visit, occurrence }) => visit === 'S1' && occurrence === 2);
    expect(week && visitEnv(week)).toEqual({ visit: 'S1', visitDate: '2026-03-16', visitFrom: '2026-03-14', visitUntil: '2026-03-18' });
  });
});
