import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { plainSpaces, plainSpacesInCode, plainSpacesInTemplate } from './typography.mjs';

/** All that is read. The protocols’ own words are those of their PUT. */
const files = () =>
  execSync('git ls-files libs apps/web', { encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.(ts|html|hbs)$/.test(file) && !/\.(spec|testing)\.ts$|\/testing\/|\/shipped\//.test(file));

describe('French typography', () => {
  it('holds no plain space before « : ; ? ! », nor inside guillemets', () => {
    const faults = files().flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const spaces = file.endsWith('.ts') ? plainSpacesInCode(text) : plainSpacesInTemplate(text);
      return spaces.map(({ at }) => `${file}:${text.slice(0, at).split('\n').length}: ${text.slice(Math.max(0, at - 24), at + 12)}`);
    });
    // In code `\u00a0` and `\u202f`, in templates `&nbsp;` and `&#8239;`.
    expect(faults).toEqual([]);
  });

  it('sees what is read, and not what is computed', () => {
    expect(plainSpaces('Fiche : « ouverte » ! Non ; ou bien ?').map(({ with: space }) => space)).toEqual([
      'whole',
      'whole',
      'whole',
      'narrow',
      'narrow',
      'narrow',
    ]);
    expect(plainSpaces('Fiche\u00a0: «\u00a0ouverte\u00a0»\u202f! 12:30, https://exemple.fr')).toEqual([]);
    expect(plainSpacesInTemplate('<p [class.x]="a ? b : c">{{ a ? b : c }}</p> @if (a ; b) { <b>Non&nbsp;: </b> }')).toEqual([]);
    expect(plainSpacesInTemplate('<p>{{ title }} : non</p>')).toHaveLength(1);
    expect(plainSpacesInCode("const a = b ? 'oui' : 'non'; const c = `SELECT x FROM y WHERE z ? key`;")).toEqual([]);
    expect(plainSpacesInCode("const a = `${b} : non`; const c = { template: '<p>Fin ?</p>' };")).toHaveLength(2);
  });
});
