import { flatClaims, readClaims } from './claims.js';

const SITE = { niveau: 'ET', finess: '540002698', finessJuridique: '540023264', libelle: 'CHRU de Nancy' };
const NAMES = { sub: 's-1', family_name: 'Marchetti', given_name: 'Hélène', email: 'h.marchetti@exemple.fr' };

function plage(...profils: object[]) {
  return { ...NAMES, profile_atih: { profils: Object.fromEntries(profils.map((profil, index) => [1001 + index, profil])) } };
}

describe('the claims of Plage', () => {
  it('charter C3.2: give one profile for each establishment and role', () => {
    const claims = plage(
      { entite: SITE, roles: ['médecin', 'pharmacien'] },
      { entite: { ...SITE, finess: '010000024', libelle: 'CH de Bourg' }, roles: ['Personnel non médical'] },
    );
    expect(readClaims('plage', claims)?.profiles.map(({ centre, role, externalId }) => [externalId, centre.id, role])).toEqual([
      ['1001', '540002698', 'prescriber'],
      ['1001', '540002698', 'pharmacist'],
      ['1002', '010000024', 'pnm'],
    ]);
  });

  it('charter C3.2: open nothing by a role or an establishment that is not known', () => {
    const claims = plage(
      { entite: SITE, roles: ['directeur'] },
      { entite: { finess: '12', libelle: 'x' }, roles: ['médecin'] },
      { entite: SITE },
    );
    expect(readClaims('plage', claims)?.profiles).toEqual([]);
  });

  it('charter C3.2: are read where the installation says that roles stand', () => {
    const claims = plage({ entite: SITE, habilitation: { domaine: 'pharmacien' } });
    const reading = { rolesPath: 'profile_atih.profils.<id>.habilitation.domaine', centreLevel: 'EJ' as const };
    expect(readClaims('plage', claims, reading)?.profiles).toMatchObject([{ role: 'pharmacist', centre: { id: '540023264' } }]);
  });

  it('are unwrapped from what the CAS server puts around them', () => {
    expect(flatClaims({ id: 's-1', attributes: { given_name: 'Hélène', sub: 'another' } })).toEqual({ given_name: 'Hélène', sub: 's-1' });
    expect(flatClaims(NAMES)).toEqual(NAMES);
  });
});

describe('the claims of Pro Santé Connect', () => {
  const activity = { numeroFinessSite: '540002698', numeroFinessetablissementJuridique: '540023264', raisonSocialeSite: 'CHRU de Nancy' };
  const practice = (codeProfession: string, more: object = {}) => ({
    codeProfession,
    codeCategorieProfessionnelle: 'C',
    activities: [activity],
    ...more,
  });
  const read = (...exercices: object[]) => readClaims('psc', { ...NAMES, SubjectNameID: '899700366240', SubjectRefPro: { exercices } });

  it.each([
    ['10', 'prescriber'],
    ['21', 'pharmacist'],
    ['60', 'pnm'],
    ['38', 'pnm'],
  ])('charter C3.2: profession %s is %s', (code, role) => {
    expect(read(practice(code))?.profiles).toMatchObject([{ role, centre: { id: '540002698', legalId: '540023264' } }]);
  });

  it('charter C3.2: open nothing by another profession, to a student, or in a practice in town', () => {
    const inTown = { activities: [{ numeroSiretSite: '12345678901234', raisonSocialeSite: 'Cabinet' }] };
    expect(read(practice('40'), practice('10', { codeCategorieProfessionnelle: 'E' }), practice('10', inTown))?.profiles).toEqual([]);
  });

  it('give the RPPS number', () => {
    expect(read()?.rpps).toBe('99700366240');
  });

  it('tell the same place of work once', () => {
    expect(read(practice('10'), practice('10'))?.profiles).toHaveLength(1);
  });
});

describe('any claims', () => {
  it('charter C3.4: of the operator’s provider never give a hospital role', () => {
    const claims = plage({ entite: SITE, roles: ['médecin'] });
    expect(readClaims('operateur', claims)?.profiles).toEqual([]);
  });

  it('charter C3.1: without a subject or a name are no one’s', () => {
    for (const missing of ['sub', 'family_name', 'given_name']) expect(readClaims('plage', { ...NAMES, [missing]: ' ' })).toBeUndefined();
  });

  it.each([
    null,
    3,
    'x',
    [],
    { profile_atih: 'x' },
    { profile_atih: { profils: { 1: null } } },
    { SubjectRefPro: { exercices: [null, { codeProfession: '10', activities: 'x' }] } },
  ])('of no shape at all (%j) harm no one', (claims) => {
    for (const provider of ['plage', 'psc', 'operateur'] as const) {
      expect(readClaims(provider, { ...flatClaims(claims), ...NAMES })?.profiles).toEqual([]);
    }
  });
});
