/* eslint-disable @typescript-eslint/no-non-null-assertion -- what is edited here is written here, a few lines above */
import type { Change } from './change.js';
import { checkProtocol } from '../check/check-protocol.js';
import { differences } from './difference.js';
import type { Form, Item, Protocol } from '../language/language.js';
import { accessForm, calc, checked, choice, codeLists, date, dec, group, hard, int, is, item, multi, otherForm, proposing, section, text, toldChange, whole, yes } from '../testing.js'; // prettier-ignore

const plain = (words: string) => words.replaceAll('\u00a0', ' ');

/** A protocol with something of everything. */
const base = (): Protocol => {
  const fat = accessForm(
    section('loose', [
      int('n', { min: 1, max: 9, unit: 'kg', required: true }),
      dec('w', { digits: 1, missingReasons: ['ND', 'NF'] }),
      choice('sex2', 'SEXE', { when: { answered: 'n' } }),
      multi('m', 'ABC', { exclusive: 'A' }),
      text('t', { requiredWhen: is('sex2', 'F'), help: 'aide', prefill: 'centre.name' }),
      group('rows', [date('from'), date('to', { notBefore: item('from'), notAfter: 'today' })], { min: 1, max: 3 }),
      calc('c', { sum: [item('n'), 2] }),
    ]),
    section('more', [yes('y')], { when: { answered: 'n' }, help: 'aide' }),
  );
  const [prescriber, pharmacist] = fat.signatures ?? [];
  const signed: Form = {
    ...checked(fat, hard('big', { compare: [item('n'), '>', 2] }, 'n')),
    signatures: [
      { ...prescriber!, covers: ['patient', 'loose'] },
      { ...pharmacist!, covers: ['patient', 'loose', 'more'] },
    ],
  };
  const visits = proposing(otherForm({ occurs: 'per-visit', heldOn: 'd' }, date('d'), yes('effect')), {
    form: 'EI',
    when: is('effect', 'O'),
  });
  return whole([signed, otherForm({ code: 'FIT', kind: 'FIT' }, date('start')), visits, otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, yes('e'))], {
    codeLists: { ...codeLists },
    calendar: {
      anchor: { form: 'FIT', item: 'start' },
      visits: [{ code: 'M1', label: 'M1', offset: { unit: 'months', value: 1 }, window: { before: 7, after: 7 }, forms: ['SUIVI'], every: { unit: 'months', value: 1, times: 6 } }],
      unscheduled: { code: 'NP', label: 'NP', forms: ['SUIVI'] },
    },
    uncollected: [{ place: 'p', label: 'l', reason: 'r' }],
  }); // prettier-ignore
};

type Mutable<Part> = { -readonly [Key in keyof Part]: Mutable<Part[Key]> };
/** The changes that one edit makes. */
const after = (edit: (protocol: Mutable<Protocol>) => void) => {
  const [before, changed] = [base(), structuredClone(base()) as Mutable<Protocol>];
  edit(changed);
  return differences(before, changed as Protocol);
};
const flags = ({ needsMapping, breaksSignatures, losesValues }: Change) =>
  [needsMapping && 'mapping', breaksSignatures && 'signatures', losesValues && 'values'].filter(Boolean).join(' ');
type Edit = (protocol: Mutable<Protocol>) => void;

const fat = (protocol: Mutable<Protocol>) => protocol.forms[0]!;
const itemOf = (protocol: Mutable<Protocol>, code: string) =>
  protocol.forms
    .flatMap((form) => form.sections)
    .flatMap((each) => each.content)
    .flatMap((each) => (each.type === 'group' ? [each as never, ...each.items] : [each]))
    .find((each) => (each as Item).code === code) as Mutable<Record<string, unknown>>;
const put =
  (code: string, changes: Record<string, unknown>): Edit =>
  (protocol) => {
    Object.assign(itemOf(protocol, code), changes);
    for (const [property, value] of Object.entries(changes)) if (value === undefined) delete itemOf(protocol, code)[property];
  };

describe('what an amendment changes', () => {
  it('starts from a protocol that holds together', () => expect(checkProtocol(base())).toEqual([]));

  it('nothing, between a version and itself', () => expect(differences(base(), base())).toEqual([]));

  it.each<[string, Edit, string, string]>([
    ['a label', put('n', { label: 'Poids' }), 'Le libellé « n » devient « Poids ».', 'signatures'],
    ['a label that only nobody signed', put('e', { label: 'E' }), 'Le libellé « e » devient « E ».', ''],
    ['a type', put('w', { type: 'int', digits: undefined }), '« w » : le type passe de « nombre décimal » à « nombre entier ».', 'mapping signatures values'],
    ['a type that takes every value', put('y', { type: 'oni' }), '« y » : le type passe de « oui ou non » à « oui, non ou inconnu ».', 'signatures'],
    ['a unit', put('n', { unit: 'g' }), '« n » : l’unité passe de kg à g.', 'mapping signatures'],
    ['bounds', put('n', { max: 5 }), '« n » : au moins 1, au plus 5. Une réponse hors de ces limites est à décider.', 'mapping'],
    ['wider bounds', put('n', { min: 0 }), '« n » : au moins 0, au plus 9.', ''],
    ['limits of a date', put('to', { notAfter: { date: '2026-03-05' } }), '« to » : pas avant « from », pas après le 05/03/2026. Une réponse hors de ces limites est à décider.', 'mapping'],
    ['a code less', (p) => void p.codeLists.ABC!.pop(), '« m » perd la réponse « 0. ».', 'mapping signatures values'],
    ['a code more', (p) => void p.codeLists.ABC!.push({ code: 'Z', label: 'z' }), '« m » gagne la réponse « z ».', ''],
    ['what a code says', (p) => void (p.codeLists.SEXE![0]!.label = 'Homme'), '« sex2 » : une réponse se dit désormais « Homme ».', 'signatures'],
    ['the order of codes', (p) => void p.codeLists.ABC!.reverse(), '« m » : l’ordre des réponses change.', 'mapping'],
    ['a new condition', put('w', { when: { answered: 'n' } }), '« w » apparaît désormais si « n » a une réponse.', 'signatures values'],
    ['a condition gone', put('sex2', { when: undefined }), '« sex2 » apparaît désormais toujours.', ''],
    ['a condition of a section', (p) => void delete fat(p).sections[2]!.when, 'La rubrique « more » apparaît désormais toujours.', ''],
    ['required', put('w', { required: true }), '« w » devient obligatoire.', ''],
    ['no longer required', put('n', { required: false }), '« n » devient facultatif.', ''],
    ['required sometimes', put('w', { requiredWhen: is('sex2', 'M') }), '« w » devient obligatoire si « sex2 » est « M. ».', ''],
    ['a reason less', put('w', { missingReasons: ['ND'] }), '« w » n’accepte plus « Non fait ».', 'mapping values'],
    ['a formula', put('c', { formula: { sum: [item('n'), 3] } }), '« c » se calcule autrement : la somme de « n » et 3.', 'signatures'],
    ['a group’s rows', put('rows', { max: 2 }), 'Les lignes de « rows » : au moins 1, au plus 2. Ce qui dépasse déjà sera signalé.', ''],
    ['an item less', (p) => void fat(p).sections[2]!.content.pop(), 'Le champ « y » est retiré.', 'mapping signatures values'],
    ['a calculated item less', (p) => void fat(p).sections[1]!.content.pop(), 'Le champ « c » est retiré.', 'signatures'],
    ['an item more', (p) => void fat(p).sections[2]!.content.push(yes('z', { required: true }) as never), 'Le champ « z » est ajouté, obligatoire.', ''],
    ['an item out of its section', (p) => void fat(p).sections[1]!.content.push(fat(p).sections[2]!.content.pop()!), '« y » passe de la rubrique « more » à la rubrique « loose ». D’autres signatures le couvrent.', 'signatures'],
    ['an item out of its rows', (p) => void fat(p).sections[1]!.content.push((itemOf(p, 'rows').items as never[]).pop()!), '« to » quitte les lignes de « rows ».', 'mapping signatures values'],
    ['the order of items', (p) => void fat(p).sections[1]!.content.reverse(), 'La rubrique « loose » : l’ordre des champs change.', ''],
    ['a check', (p) => void (fat(p).checks![0]!.level = 'soft'), 'Le contrôle « big » change : il demande une vérification sauf si « n » est supérieur à 2.', ''],
    ['a check more', (p) => void fat(p).checks!.push({ ...fat(p).checks![0]!, code: 'other' }), 'Un contrôle est ajouté, qui bloque la signature sauf si « n » est supérieur à 2.', ''],
    ['a proposal less', (p) => void p.forms[2]!.proposes!.pop(), 'N’est plus vrai : « Fiche d’accès » est proposée si « effect » est « Oui ».', ''],
    ['what a signature means', (p) => void (fat(p).signatures![0]!.meaning = 'autre'), 'La signature du prescripteur dit désormais « autre ».', 'signatures'],
    ['what it covers', (p) => void fat(p).signatures![0]!.covers.push('more'), 'La signature du prescripteur couvre désormais « patient », « loose » et « more ».', 'signatures'],
    ['what an early access takes up', (p) => void (p.reuse = { protocol: 'AAP', items: [{ form: 'FAT', item: 'n', to: 'n' }] }), 'Ce que la FAT de l’accès précoce reprend de ce recueil change.', ''],
    ['a form less', (p) => void p.forms.pop(), 'La fiche « Fiche d’accès » est retirée.', 'mapping values'],
    ['a form more', (p) => void p.forms.push({ ...p.forms[3]!, code: 'SP' }), 'La fiche « Fiche d’accès » est ajoutée.', ''],
    ['how often a form is filled', (p) => void (p.forms[3]!.occurs = 'once'), 'La fiche « Fiche d’accès » est désormais remplie une fois.', 'mapping'],
    ['a visit less', (p) => void p.calendar.visits.pop(), 'La visite « M1 » est retirée.', 'mapping'],
    ['when a visit takes place', (p) => void (p.calendar.visits[0]!.offset.value = 2), 'La visite « M1 » a lieu désormais à 2 mois, puis tous les mois, 6 fois en tout (fenêtre : 7 jours avant, 7 après).', ''],
    ['fewer times', (p) => void (p.calendar.visits[0]!.every!.times = 3), 'La visite « M1 » a lieu désormais à 1 mois, puis tous les mois, 3 fois en tout (fenêtre : 7 jours avant, 7 après).', 'mapping'],
    ['day 0', (p) => void (p.calendar.anchor = { form: 'FAT', item: 'from' }), 'Le jour 0 des visites est désormais « from » (fiche FAT). Les dates prévues sont recalculées.', ''],
    ['no visits out of plan', (p) => void delete p.calendar.unscheduled, 'Les visites non programmées changent.', 'mapping'],
    ['the cover', (p) => void (p.put.updatedOn = '2026-03-05'), 'Sur la couverture, la date de mise à jour : « 05/03/2026 ».', ''],
  ])('%s', (_title, edit, words, effects) => {
    const told = after(edit).map((each) => [plain(toldChange(each).words), flags(each)]);
    expect(told).toContainEqual([words, effects]);
  }); // prettier-ignore

  it('leads to the form and the item', () => {
    expect(after(put('n', { label: 'Poids' }))).toMatchObject([{ form: 'FAT', item: 'n', kind: 'changed', about: 'label' }]);
  });
});

describe('nothing changes unseen', () => {
  /** Each leaf of a document, as the path that leads to it. What names a part, and what names a list, is told by what it names. */
  const leaves = (node: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] =>
    typeof node === 'object' && node !== null
      ? Object.entries(node).flatMap(([key, value]) => leaves(value, [...path, Array.isArray(node) ? Number(key) : key]))
      : [path];
  const skipped = new Set(['list', 'version', 'role', 'type']);
  const touched = leaves(base()).filter(
    (path) => path.length > 1 && path[0] !== 'codeLists' && !path.some((step) => skipped.has(String(step))) && path.at(-2) !== 'compare',
  );

  const with_ = (path: readonly (string | number)[]): Protocol => {
    const changed = structuredClone(base()) as unknown as Record<string | number, never>;
    const parent = path.slice(0, -1).reduce<Record<string | number, never>>((at, step) => at[step] as never, changed);
    const last = path.at(-1)!;
    const value: unknown = parent[last];
    parent[last] = (typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`) as never;
    return changed as unknown as Protocol;
  };

  it('every property of a protocol, once it says something else, is told both ways', () => {
    expect(touched.length).toBeGreaterThan(150);
    for (const path of touched) {
      expect({ path, told: differences(base(), with_(path)).length > 0 }).toEqual({ path, told: true });
      expect({ path, told: differences(with_(path), base()).length > 0 }).toEqual({ path, told: true });
    }
  });

  it('each in a whole sentence', () => {
    // What the language of protocols has not (a reason « NDx ») no sentence can say.
    const language = new Set<unknown>(['occurs', 'unit', 'level', 'missingReasons', 'notAfter']);
    const said = touched.filter((path) => !path.some((step) => language.has(step)));
    const told = said.flatMap((path) => [...differences(base(), with_(path)), ...differences(with_(path), base())]).map(toldChange);
    for (const { words } of told) expect(words).toMatch(/^[\p{Lu}«](?!.*(undefined|\[object)).*\.$/u);
  });

  it('what one version adds, the way back removes', () => {
    for (const path of touched) {
      const [there, back] = [differences(base(), with_(path)), differences(with_(path), base())];
      const count = (changes: readonly Change[], kind: Change['kind']) => changes.filter((each) => each.kind === kind).length;
      expect([count(there, 'added'), count(there, 'removed')]).toEqual([count(back, 'removed'), count(back, 'added')]);
    }
  });
});
