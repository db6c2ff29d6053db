import { advice, declaredItems, differences, schedule, say, type Env, type Protocol, type Values } from '#protocols/domain';
import { asked, done, every, formOf, latest, proposed, states, today } from '../testing/shipped.js';

const enhertu = latest('ENHERTU-HER2-FAIBLE');

describe('ENHERTU HER2-faible, version 2: the same items, and what follow-up taught', () => {
  const former = every.find(({ protocol }) => protocol.code === enhertu.code && protocol.version === 1)?.protocol as Protocol;
  const held: Values = { 'sui.realisee': 'O' };

  it('no form of it asks more or less than version 1 did, and nothing signed reads otherwise', () => {
    const items = ({ forms }: Protocol) => forms.map((form) => [form.code, declaredItems(form).map(({ item }) => item.code)]);
    expect(items(enhertu)).toEqual(items(former));
    const changes = differences(former, enhertu);
    expect(changes.filter(({ breaksSignatures }) => breaksSignatures)).toEqual([]);
    // Two days are bounded closer: only an answer beyond is to be decided.
    const toDecide = changes.filter(({ needsMapping }) => needsMapping);
    expect(toDecide).toMatchObject(['sui.modif_date', 'recist.date'].map((item) => ({ item, losesValues: false })));
  });

  it('every form outside the FAT says its day', () => {
    expect(enhertu.forms.map(({ heldOn }) => heldOn)).toEqual([undefined, 'fit.date_debut', 'sui.date', 'qdv.date', 'arr.date']);
  });

  it('charter P3: without a form of adverse effects it proposes none, and says the channel', () => {
    expect(enhertu.forms.flatMap(({ proposes = [] }) => proposes.map(({ form }) => form))).toEqual(['ARRET', 'ARRET']);
    expect(proposed(enhertu, 'SUIVI', { ...held, 'sui.ei': 'O', 'sui.poursuite': 'N' })).toEqual(['ARRET']);
    for (const [form, values] of [
      ['SUIVI', { ...held, 'sui.ei': 'O' }],
      ['ARRET', { 'arr.motif': ['EI'] }],
      ['ARRET', { 'arr.motif': ['DECES'], 'arr.deces_cause': 'EI' }],
    ] as const) {
      const told = advice(formOf(enhertu, form), values, today);
      expect(told.map(({ level, says }) => [level, say(says).includes('signalement.social-sante.gouv.fr')])).toEqual([['notice', true]]);
    }
  });

  it.each<[string, string, Values, Partial<Env>, string[]]>([
    ['a weak heart is told', 'SUIVI', { ...held, 'fevg.valeur': 45 }, {}, ['fevg']],
    ['a heart that weakened much is asked about', 'SUIVI', { ...held, 'fevg.valeur': 50 }, { previousVisit: { 'fevg.valeur': 71 } }, ['fevg.baisse']],
    ['progression, and the treatment goes on', 'SUIVI', { ...held, recist: 'PD', 'sui.poursuite': 'O' }, {}, ['recist']],
    ['another weight than the demand’s', 'FIT', { 'fit.administre': 'O', 'fit.poids': '80' }, { forms: { FAT: { 'pat.poids': '61' } } }, ['fit.poids']],
    ['a death before the stop', 'ARRET', { 'arr.date': '2026-04-02', 'arr.motif': ['DECES'], 'arr.deces_date': '2026-04-01' }, { forms: { FIT: { 'fit.date_debut': '2026-03-02' } } }, ['deces']],
  ])('charter P5: %s', (_title, form, values, env, expected) => expect(asked(enhertu, form, values, env)).toEqual(expected)); // prettier-ignore

  it('charter P2: visits are announced from the demand on, and dated by the first administration', () => {
    const announced = schedule(enhertu, [], { today: '2026-03-01', forms: { FAT: { 'ttt.date_prev': '2026-03-10' } } });
    expect(announced.rows.slice(0, 3).map(({ form, target, announced, state }) => [form, target, announced, state])).toEqual([
      ['FIT', '2026-03-10', true, 'upcoming'],
      ['QDV', '2026-03-10', true, 'upcoming'],
      ['SUIVI', '2026-05-12', true, 'upcoming'],
    ]);
    expect(states(enhertu, '2026-03-02', '2026-05-12', [done('SUIVI')]).slice(0, 5)).toEqual([
      'J0 FIT 2026-03-02 complete',
      'J0 QDV 2026-03-02 late',
      'SUIVI SUIVI 2026-05-04 complete',
      'SUIVI QDV 2026-05-04 late',
      'SUIVI2 SUIVI 2026-07-06 upcoming',
    ]);
  });
});
