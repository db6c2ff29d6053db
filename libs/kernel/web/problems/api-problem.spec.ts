import { ApiProblem } from './api-problem.js';

describe('what a problem says of one field', () => {
  it('is all of it, each once; nothing of a field that it does not name', () => {
    const items = [
      { path: 'code', message: 'Trois lettres au plus.' },
      { path: 'name', message: 'Indiquez le nom.' },
      { path: 'code', message: 'Des minuscules.' },
      { path: 'code', message: 'Des minuscules.' },
    ];
    const problem = new ApiProblem('invalid-request', 'Non', 400, undefined, items);
    expect([problem.about('code'), problem.about('name'), problem.about('autre')]).toEqual([
      'Trois lettres au plus. Des minuscules.',
      'Indiquez le nom.',
      undefined,
    ]);
  });
});
