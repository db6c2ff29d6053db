/** A protocol whose access form has two hundred fields: sections, conditions, checks, sums and a group, as a heavy PUT has them. */

const PLACE = { place: 'Mesure', reliability: 'D' };
const SECTIONS = 14;

/** One section of ten fields. The condition of the sixth is true once the fifth says yes; the sum and the check read the numbers above. */
function section(number) {
  const code = (name) => `m${number}_${name}`;
  const item = (name, label, more) => ({ code: code(name), label: `${label} ${number}`, ...PLACE, ...more });
  return {
    code: `mesure${number}`,
    title: `Mesures ${number}`,
    enteredBy: 'centre',
    content: [
      ...(number === 1 ? [item('remarque', 'Remarque', { type: 'long', maxLength: 500 })] : []),
      item('texte', 'Commentaire', { type: 'text', maxLength: 200 }),
      item('poids', 'Poids', { type: 'dec', unit: 'kg', min: 1, max: 300 }),
      item('taille', 'Taille', { type: 'int', unit: 'cm', min: 30, max: 250 }),
      item('jour', 'Date de la mesure', { type: 'date', notAfter: 'today' }),
      item('autre', 'Autre mesure ?', { type: 'on' }),
      item('detail', 'Laquelle', { type: 'text', maxLength: 200, when: { is: [code('autre'), 'O'] } }),
      item('grade', 'Grade', { type: 'choice', list: 'CTCAE' }),
      item('antecedents', 'Antécédents', { type: 'multi', list: 'COMORB' }),
      item('score', 'Score', { type: 'int', min: 0, max: 100, requiredWhen: { is: [code('autre'), 'O'] } }),
      item('somme', 'Somme', { type: 'calc', result: 'dec', formula: { sum: [{ item: code('taille') }, { item: code('score') }] } }),
    ],
  };
}

const check = (number) => ({
  code: `mesure${number}`,
  level: 'soft',
  items: [`m${number}_score`],
  assert: { compare: [{ item: `m${number}_score` }, '<=', { item: `m${number}_taille` }] },
  message: `Le score ${number} dépasse la taille ${number}.`,
});

/** That protocol, as a later version of one that the demonstration has an authorisation for. */
export function protocolOf200(shipped) {
  const fat = shipped.forms.find(({ kind }) => kind === 'FAT');
  const numbers = Array.from({ length: SECTIONS }, (_, index) => index + 1);
  const heavy = {
    ...fat,
    sections: [...fat.sections, ...numbers.map(section)],
    checks: [...(fat.checks ?? []), ...numbers.map(check)],
    signatures: fat.signatures.map((each) => ({ ...each, covers: [...each.covers, ...numbers.map((number) => `mesure${number}`)] })),
  };
  return { ...shipped, version: shipped.version + 900, forms: shipped.forms.map((form) => (form === fat ? heavy : form)) };
}

/** How many fields the form declares, those of one row of each group included. */
export function countFields({ sections }) {
  return sections.flatMap(({ content }) => content.flatMap((each) => (each.type === 'group' ? each.items : [each]))).length;
}
