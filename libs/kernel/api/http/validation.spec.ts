import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsInt, IsString, Matches, Max, MaxLength, MinLength, ValidateNested } from 'class-validator';
import type { Problem } from './problem.js';
import { Validation } from './validation.js';

class Line {
  @IsString({ message: 'Un texte.' })
  @MaxLength(3, { message: 'Trois lettres au plus.' })
  @Matches(/^[a-z]*$/, { message: 'Des minuscules.' })
  code!: string;
}

class Body extends Line {
  @IsInt({ message: 'Un entier.' })
  @Max(9, { message: 'Neuf au plus.' })
  count!: number;

  @IsString({ message: 'Dites-le.' })
  @MinLength(2, { message: 'Dites-le.' })
  @Matches(/^[a-z]+$/, { message: 'Dites-le.' })
  said!: string;

  @IsArray({ message: 'Une liste.' })
  @ArrayMinSize(1, { message: 'Une ligne.' })
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines!: Line[];
}

const FINE = { code: 'abc', count: 3, said: 'oui', lines: [{ code: 'a' }] };

async function told(more: object): Promise<string[]> {
  const thrown = await new Validation().transform({ ...FINE, ...more }, { type: 'body', metatype: Body }).then(
    () => undefined,
    (problem: unknown) => problem as Problem,
  );
  return (thrown?.options.items ?? []).map(({ path, message }) => `${path}: ${message}`).toSorted();
}

describe('what is wrong with a body', () => {
  it.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['two rules of one field are told together', { code: 'ABCD' }, ['code: Des minuscules.', 'code: Trois lettres au plus.']],
    ['in a list too', { lines: [{ code: 'ABCD' }] }, ['lines.0.code: Des minuscules.', 'lines.0.code: Trois lettres au plus.']],
    [
      'of several fields, all',
      { code: 'ABCD', count: 10 },
      ['code: Des minuscules.', 'code: Trois lettres au plus.', 'count: Neuf au plus.'],
    ],
    ['the same words once', { said: 'A' }, ['said: Dites-le.']],
  ])('%s', async (_title, more, expected) => {
    expect(await told(more)).toEqual(expected);
  });

  it.each([undefined, null, 12, [], {}, true])('a field that is not what is expected (%j) is told of once', async (value) => {
    expect(await told({ code: value })).toHaveLength(1);
    expect(await told({ said: value })).toEqual(['said: Dites-le.']);
  });
});
