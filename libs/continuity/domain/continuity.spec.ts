import { linkProblem, type Linked } from './link-problem.js';
import { whyNotContinued, type FormerStanding } from './why-not-continued.js';

const AAC: Linked = { id: 'c', code: 'AAC', kind: 'AAC-PRE-PRECOCE', holderId: 'argenx', inn: 'efgartigimod alfa' };
const AAP: Linked = { id: 'e', code: 'AAP', kind: 'AAP-PRE-AMM', holderId: 'argenx', inn: 'Efgartigimod  alfa' };

describe('charter C8.1: a link between two authorisations', () => {
  it.each<[string, Partial<Linked>, Partial<Linked>]>([
    ['before a marketing authorisation', {}, {}],
    ['after it', {}, { kind: 'AAP-POST-AMM' }],
    ['from any compassionate access', { kind: 'CPC' }, {}],
    ['by name', { kind: 'AAC' }, {}],
  ])('goes from compassionate to early: %s', (_what, from, to) =>
    expect(linkProblem({ ...AAC, ...from }, { ...AAP, ...to })).toBeUndefined(),
  );

  it.each<[string, Linked, Linked, string]>([
    ['to itself', AAC, AAC, 'link-itself'],
    ['the wrong way, which would close a circle', AAP, AAC, 'link-wrong-way'],
    ['between two early ones', { ...AAP, id: 'f' }, AAP, 'link-wrong-way'],
    ['between two compassionate ones', AAC, { ...AAC, id: 'd' }, 'link-not-early'],
    ['of two companies', AAC, { ...AAP, holderId: 'vertex' }, 'link-other-holder'],
    ['of two medicines', AAC, { ...AAP, inn: 'teclistamab' }, 'link-other-medicine'],
  ])('never %s', (_what, from, to, code) => expect(linkProblem(from, to)).toMatchObject({ code }));
});

describe('charter C8.1: the collection of a patient goes on', () => {
  it('while they are followed', () => expect(whyNotContinued({ isFollowed: true, isContinued: false })).toBeUndefined());

  it.each<[string, Partial<FormerStanding>, string]>([
    ['once they died or left', { over: 'ended' }, 'follow-up-ended'],
    ['once the treatment stopped', { over: 'stopped' }, 'treatment-stopped'],
    ['without a number', { isFollowed: false }, 'not-followed'],
    ['twice', { isContinued: true, over: 'ended' }, 'continued-already'],
  ])('never %s', (_when, more, code) => expect(whyNotContinued({ isFollowed: true, isContinued: false, ...more })).toEqual({ code }));
});
