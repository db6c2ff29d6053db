import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { hasUnprintable, isBlank, tooLong, withoutInvisible, type Limit } from '#kernel/domain';
import type { ProblemItem } from './problem.js';
import { say } from '../say.js';

/** How a property's texts are judged: on one line unless said otherwise. */
const KIND = Symbol('kind of text');
type Kind = 'lines' | 'elsewhere' | 'sought';

const kind =
  (of: Kind): PropertyDecorator =>
  (target, property) =>
    Reflect.defineMetadata(KIND, of, target, property);

/** A text that people write on several lines. */
export const SeveralLines = (): PropertyDecorator => kind('lines');

/** What is looked for: nothing but spaces looks for nothing, and is no mistake. */
export const Sought = (): PropertyDecorator =>
  applyDecorators(
    kind('sought'),
    Transform(({ value }) => (typeof value === 'string' ? withoutInvisible(value).trim() : (value as unknown))),
  );

/** A text of so many characters at most, which says how many it has. */
export const AtMost = (max: number): PropertyDecorator =>
  MaxLength(max, {
    message: ({ value }) => {
      const long = typeof value === 'string' ? tooLong(value, max) : undefined;
      return long ? say(long) : say({ code: 'text-at-most', params: { most: max } });
    },
  });

/** A text of limited length, in the API's document too. @param missing what is said of one that is empty, where it may not be */
export function TextWithin({ min, max }: Limit, { missing = '', optional = false } = {}): PropertyDecorator {
  return applyDecorators(
    ...(min > 0 ? [IsNotEmpty({ message: missing })] : []),
    AtMost(max),
    ApiProperty({ type: String, required: !optional, ...(min > 0 && { minLength: min }), maxLength: max }),
  );
}

/** What is judged where its meaning is known: an answer, by the protocol's item. */
export const JudgedElsewhere = (): PropertyDecorator => kind('elsewhere');

const NOT_ON_A_LINE = /[\t\n\r\u2028\u2029]/;

/** The texts of a message that cannot be kept, cannot be read, or say nothing, each by its path. */
export function unreadableTexts(message: unknown, path = '', of?: Kind): ProblemItem[] {
  if (of === 'elsewhere') return [];
  if (typeof message === 'string') {
    if (hasUnprintable(message)) return [{ path, message: say({ code: 'unprintable-text' }) }];
    if (of !== 'sought' && message !== '' && isBlank(message)) return [{ path, message: say({ code: 'text-blank' }) }];
    return of !== 'lines' && NOT_ON_A_LINE.test(message) ? [{ path, message: say({ code: 'text-on-one-line' }) }] : [];
  }
  if (typeof message !== 'object' || message === null) return [];
  return Object.entries(message).flatMap(([name, each]) =>
    unreadableTexts(each, path ? `${path}.${name}` : name, Reflect.getMetadata(KIND, message, name) as Kind | undefined),
  );
}
