import { accessInWords, AUTHORISATION_STATUSES, groupInWords, mayBecome } from './index.js';

describe('authorisations', () => {
  it('charter C3.3: says whether one access opens the group', () => {
    const group = { name: 'ENHERTU', others: ['Cancer gastrique'] } as const;
    expect(groupInWords({ ...group, access: 'single' })).toContain('ouvre aussi «\u00a0Cancer gastrique\u00a0»');
    expect(groupInWords({ ...group, access: 'separate' })).toContain('n’ouvre pas «\u00a0Cancer gastrique\u00a0»');
    expect(groupInWords({ name: 'ENHERTU', access: 'single', others: [] })).toBeUndefined();
  });

  it('says why the patients are open, and nothing when they are not', () => {
    expect(accessInWords('C5.8', false)).toBe('Vous avez signé une demande d’accès.');
    expect(accessInWords('C5.8', true)).toBe('Vous avez signé une demande d’accès, pour cette indication ou une autre du même groupe.');
    expect(accessInWords('C5.3', true)).toBe('Le pharmacien de la PUI voit tous les patients de son centre.');
    expect(accessInWords('C1.2', true)).toBe('Cette autorisation est affectée à votre compte.');
    expect(accessInWords(undefined, true)).toBeUndefined();
  });

  it('charter R4: a suspension can be lifted, an end cannot', () => {
    const next = AUTHORISATION_STATUSES.map((from) => AUTHORISATION_STATUSES.filter((to) => mayBecome(from, to)));
    expect(next).toEqual([['suspended', 'ended'], ['in-force', 'ended'], []]);
  });
});
