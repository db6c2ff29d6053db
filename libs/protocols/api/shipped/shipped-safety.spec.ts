import { advice, applicability, declaredItems, differences, proposals, say, type Env, type Protocol, type Values } from '#protocols/domain';
import { asked, every, formOf, keys, latest, refused, today } from '../testing/shipped.js';

const kaftrio = latest('KAFTRIO-CPC');
const tecvayli = latest('TECVAYLI');
const named = (...codes: string[]) => codes.map((code) => [code, latest(code)] as const);
const channels = (protocol: Protocol, form: string, values: Values) =>
  advice(formOf(protocol, form), values, today).map(({ level, says }) => [level, say(says).includes('signalement.social-sante.gouv.fr')]);

describe('what every FIT asks', () => {
  it.each(named('VYVGART', 'KAFTRIO-CPC', 'ENHERTU-HER2-FAIBLE', 'THERAPIE-GENIQUE-HEMOPHILIE-B'))(
    'charter P5: %s: a treatment begun before the favourable opinion is asked about, never refused',
    (_code, protocol) => {
      const began = (day: string) => ({ 'fit.administre': 'O', 'fit.date_debut': day });
      const env = { decisionDate: '2026-03-05', forms: { FAT: { 'fat.date_demande': '2026-02-20' } } };
      expect(asked(protocol, 'FIT', began('2026-03-04'), env)).toContain('fit.date_debut');
      expect(refused(protocol, 'FIT', began('2026-03-04'), env)).toEqual([]);
      expect(asked(protocol, 'FIT', began('2026-03-05'), env)).not.toContain('fit.date_debut');
    },
  );
});

describe('where effects are declared, without a form for them', () => {
  it.each(named('KAFTRIO-CPC', 'TECVAYLI'))(
    'charter P3: %s: a stop or a death due to an effect says where to declare it',
    (_code, protocol) => {
      for (const values of [
        { 'arr.motif': ['EI'] },
        { 'arr.motif': ['SP'] },
        { 'arr.motif': ['DECES'], 'arr.deces_cause': 'EI' },
      ] as Values[]) {
        expect(channels(protocol, 'ARRET', values)).toEqual([['notice', true]]);
      }
      expect(asked(protocol, 'ARRET', { 'arr.motif': ['PROG'] })).toEqual([]);
    },
  );

  it('TECVAYLI, version 2, asks for the same items as version 1, and nothing signed reads otherwise', () => {
    const former = every.find(({ protocol }) => protocol.code === tecvayli.code && protocol.version === 1)?.protocol as Protocol;
    const items = ({ forms }: Protocol) => forms.map((form) => [form.code, declaredItems(form).map(({ item }) => item.code)]);
    expect(items(tecvayli)).toEqual(items(former));
    expect(differences(former, tecvayli).filter((each) => each.breaksSignatures || each.needsMapping)).toEqual([]);
  });
});

describe('KAFTRIO CPC: what its safety asks', () => {
  const at: Partial<Env> = { visit: 'M3', forms: { FAT: { 'pat.naissance': '2015-06-02' } } };
  const held: Values = { 'sui.realisee': 'O', 'sui.date': '2026-05-01' };

  it('the person who had it by compassionate access says under which number', () => {
    expect(keys(kaftrio, 'FAT', { 'pat.relais_ac': 'AC' })).toContain('pat.num_ac');
    expect(keys(kaftrio, 'FAT', { 'pat.relais_ac': 'NON' })).not.toContain('pat.num_ac');
  });

  it.each(['FIT', 'SUIVI'])('charter P5: %s: three times the normal limit alerts, of each of the three liver tests', (form) => {
    const liver = (times: string): Values => ({ 'fit.administre': 'O', ...held, 'cf.alat': times, 'cf.asat': times, 'cf.bili': times });
    expect(asked(kaftrio, form, liver('3'), at)).toEqual(expect.arrayContaining(['cf.alat', 'cf.asat', 'cf.bili']));
    expect(asked(kaftrio, form, liver('2.9'), at).filter((code) => code.startsWith('cf.'))).toEqual([]);
  });

  it('a patient who does not respond: the stop is proposed, with its reason; to go on or not is another matter', () => {
    const offered = (values: Values) => {
      const [form, env] = [formOf(kaftrio, 'SUIVI'), { ...today, ...at, visit: 'S4' }];
      return proposals(form, applicability(form, { ...held, ...values }, env), env).map((each) => [each.form, each.offers]);
    };
    expect(offered({ 'cf.reponse': 'NON_REPONDEUR' })).toEqual([['ARRET', { 'arr.motif': ['INEFF'] }]]);
    expect(offered({ 'cf.reponse': 'REPONDEUR', 'sui.poursuite': 'N' })).toEqual([['ARRET', {}]]);
  });

  it('charter P3: an effect of the first dose calls for the channel', () => {
    expect(channels(kaftrio, 'FIT', { 'fit.administre': 'O', 'fit.ei': 'O' })).toEqual([['notice', true]]);
  });
});
