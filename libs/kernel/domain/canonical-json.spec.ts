import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('is one text for one content, whatever the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: 'é', c: null }], a: undefined, B: true })).toBe('{"B":true,"b":[1,{"c":null,"d":"é"}]}');
    expect(canonicalJson({ x: 1, y: 2 })).toBe(canonicalJson({ y: 2, x: 1 }));
  });
});
