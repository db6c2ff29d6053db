import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MinLength } from 'class-validator';
import { withoutInvisible } from '#kernel/domain';
import { AtMost, SeveralLines } from './texts.js';
import { say } from '../say.js';

/** Why someone does it, in so many characters: blanks around it do not count, and are not kept. */
export function Reason(min: number, max: number, { optional = false } = {}): PropertyDecorator {
  const message = say({ code: 'reason-within', params: { min, max } });
  return applyDecorators(
    ...(optional ? [IsOptional()] : []),
    Transform(({ value }) => (typeof value === 'string' ? withoutInvisible(value).trim() : (value as unknown))),
    SeveralLines(),
    IsString({ message }),
    MinLength(min, { message }),
    AtMost(max),
    ApiProperty({ type: String, required: !optional, minLength: min, maxLength: max }),
  );
}
