import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { dayProblem, NO_SUCH_DAY, todayIn } from '#kernel/domain';

/** A day, `YYYY-MM-DD`: one that the calendar has, and that someone may mean. What else it must be is for the act to say. */
export function Day({ optional = false, nullable = false } = {}): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'day',
      validator: {
        validate: (value) => wrongWith(value) === undefined,
        defaultMessage: (asked) => wrongWith(asked?.value) ?? NO_SUCH_DAY,
      },
    }),
    ApiProperty({ type: String, format: 'date', required: !optional, ...(nullable && { nullable }) }),
  );
}

function wrongWith(value: unknown): string | undefined {
  return typeof value === 'string' ? dayProblem(value, todayIn('UTC', new Date())) : NO_SUCH_DAY;
}
