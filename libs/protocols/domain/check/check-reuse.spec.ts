import { checkProtocol } from './check-protocol.js';
import { reuseProblems } from './check-reuse.js';
import type { Protocol, ReusedItem } from '../language/language.js';
import {
  accessForm,
  calc,
  checked,
  choice,
  date,
  dec,
  group,
  hard,
  int,
  is,
  item,
  multi,
  otherForm,
  text,
  whole,
  yes,
} from '../testing.js';

const told = (problems: ReturnType<typeof checkProtocol>) => problems.map(({ code, path }) => `${code} ${path.join('.')}`);

const SOURCES = [
  otherForm(
    { code: 'FIT', kind: 'FIT', heldOn: 'jour' },
    date('jour'),
    dec('poids', { unit: 'kg' }),
    choice('stade', 'ABC'),
    yes('thymome'),
  ),
  otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, yes('grave')),
];

/** A PUT-SP that says so of what is taken up of it. */
const former = (items: readonly ReusedItem[], more: Partial<Protocol> = {}): Protocol => {
  const made = whole([accessForm(text('note')), ...SOURCES], { code: 'AAC', reuse: { protocol: 'AAP', items }, ...more });
  return { ...made, put: { ...made.put, kind: 'PUT-SP' } };
};
const ofFit = (code: string, to: string): ReusedItem => ({ form: 'FIT', item: code, to });

const later = (...content: Parameters<typeof accessForm>): Protocol => whole([accessForm(...content)], { code: 'AAP' });

describe('what a PUT-SP says an early access takes up', () => {
  it('may be the facts of its forms', () => {
    expect(told(checkProtocol(former([ofFit('poids', 'p'), ofFit('stade', 's'), { form: 'FAT', item: 'nom', to: 'n' }])))).toEqual([]);
  });

  it.each<[string, Protocol, string]>([
    ['a form that is not there', former([{ form: 'FOT', item: 'poids', to: 'p' }]), 'unknown-form reuse.items.0.form'],
    ['a field that is not there', former([ofFit('poid', 'p')]), 'unknown-item reuse.items.0.item'],
    ['the day of a form', former([ofFit('jour', 'p')]), 'not-reusable reuse.items.0.item'],
    ['a declaration', former([{ form: 'EI', item: 'grave', to: 'p' }]), 'not-reusable reuse.items.0.item'],
    ['twice into one field', former([ofFit('poids', 'p'), ofFit('stade', 'p')]), 'reuse reuse.items.1.to'],
    ['of itself', former([ofFit('poids', 'p')], { code: 'AAP' }), 'reuse reuse.protocol'],
    ['by an early access', { ...later(), reuse: { protocol: 'X', items: [ofFit('poids', 'p')] } }, 'reuse reuse'],
  ])('never %s', (_what, protocol, problem) => expect(told(checkProtocol(protocol))).toEqual([problem]));
});

describe('what the FAT of an early access takes up', () => {
  const into = (line: ReusedItem, ...content: Parameters<typeof accessForm>) => told(reuseProblems(former([line]), later(...content)));

  it('is what it has, of the same kind', () => {
    expect(into(ofFit('poids', 'p'), dec('p', { unit: 'kg' }))).toEqual([]);
    expect(into(ofFit('stade', 's'), choice('s', 'ABC'))).toEqual([]);
    expect(into({ form: 'FAT', item: 'nom', to: 'nom' })).toEqual([]);
    expect(told(reuseProblems(later(), later()))).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['what it has not', into(ofFit('poids', 'q'), dec('p')), 'unknown-item'],
    ['another kind', into(ofFit('poids', 'p'), int('p', { unit: 'kg' })), 'wrong-type'],
    ['several answers for one', into(ofFit('stade', 's'), multi('s', 'ABC')), 'wrong-type'],
    ['another unit', into(ofFit('poids', 'p'), dec('p', { unit: 'g' })), 'wrong-type'],
    ['codes that it does not know', into(ofFit('stade', 's'), choice('s', 'SEXE')), 'unknown-code'],
    ['a field of a group', into(ofFit('poids', 'p'), group('g', [dec('p', { unit: 'kg' })])), 'item-in-group'],
    ['what is calculated', into(ofFit('poids', 'p'), dec('a'), calc('p', item('a'))), 'not-reusable'],
  ])('never %s', (_what, problems, code) => expect(problems).toEqual([`${code} reuse.items.0.to`]));

  it('charter C8.2: never a criterion of eligibility, nor a part of a score', () => {
    const criterion = checked(accessForm(yes('c')), hard('c', is('c', 'O'), 'c'));
    const to = (fat: Protocol['forms'][number], line: ReusedItem) => told(reuseProblems(former([line]), whole([fat], { code: 'AAP' })));
    expect(to(criterion, ofFit('thymome', 'c'))).toEqual(['not-reusable reuse.items.0.to']);
    const score = accessForm(dec('a', { unit: 'kg' }), calc('s', { sum: [item('a'), 1] }));
    expect(to(score, ofFit('poids', 'a'))).toEqual(['not-reusable reuse.items.0.to']);
  });

  it('is asked of the protocol that is named alone', () => {
    const other = whole([accessForm()], { code: 'AUTRE' });
    expect(told(reuseProblems(former([ofFit('poids', 'p')]), other))).toEqual(['reuse reuse.protocol']);
  });
});
