import { ApiProblem } from '#kernel/web';
import { refusedAs } from './sent.js';

const changes = [
  { item: 'weight', value: '70', base: 0 },
  { item: 'height', value: 180, base: 0, reason: 'trop long' },
];
const problem = (code: string, status: number, path?: string) =>
  new ApiProblem(code, 'Titre.', status, 'Détail.', path === undefined ? [] : [{ path, message: 'Motif.' }]);

describe('what a save that was not accepted says', () => {
  it('names the answer at fault, also where the server names its place in the sending', () => {
    expect(refusedAs(problem('invalid-request', 400, 'changes.1.reason'), changes)).toMatchObject({
      outcome: 'refused',
      items: [{ path: 'height', message: 'Motif.' }],
    });
  });

  it.each([
    ['too-large', 413],
    ['invalid-request', 400],
    ['checks-failed', 422],
  ])('%s without a name is said with its words, and shuts nothing', (code, status) => {
    expect(refusedAs(problem(code, status), changes)).toEqual({ outcome: 'refused', items: [], message: 'Titre. Détail.' });
  });

  it.each([
    ['not-signed-in', 401, 'signed-out'],
    ['csrf', 403, 'signed-out'],
    ['form-locked', 409, 'forbidden'],
    ['not-found', 404, 'forbidden'],
    ['unavailable', 503, 'unreachable'],
    ['too-many-requests', 429, 'unreachable'],
    ['offline', 0, 'unreachable'],
  ])('%s (%s): %s', (code, status, outcome) => {
    expect(refusedAs(problem(code, status), changes)).toMatchObject({ outcome });
  });
});
