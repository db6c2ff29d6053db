import { declaredItems, reuseProblems } from '#protocols/domain';
import { shippedProtocols } from '../shipped-protocols.js';
import { formOf, latest } from '../testing/shipped.js';

describe('charter C8.2: what the shipped PUT-SP say that an early access takes up', () => {
  it.each(shippedProtocols().filter(({ protocol }) => protocol.reuse))('$file fits the FAT that it names', ({ protocol }) => {
    expect(reuseProblems(protocol, latest(protocol.reuse?.protocol ?? ''))).toEqual([]);
  });

  it('VYVGART takes up facts of the patient and the disease, and nothing on which eligibility hangs', () => {
    const fat = formOf(latest('VYVGART'), 'FAT');
    const taken = latest('VYVGART-AAC').reuse?.items.map(({ to }) => to) ?? [];
    expect(taken).toEqual(expect.arrayContaining(['pat.nom3', 'pat.taille', 'mal.date_diag', 'mg.mgfa']));
    const sections = declaredItems(fat).filter(({ item }) => taken.includes(item.code)).map(({ section }) => section.code);
    expect([...new Set(sections)].sort()).toEqual(['antecedents', 'maladie', 'patient', 'prescripteur']);
    expect(taken.filter((code) => /^(elig|excl|eng)\.|mg\.ac$|naissance|adl/.test(code))).toEqual([]);
  });
});
