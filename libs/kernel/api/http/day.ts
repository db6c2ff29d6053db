import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { dayProblem, lastBeforeFirst, NO_SUCH_DAY, say, todayIn, type KernelMessage } from '#kernel/domain';

/** A day, `YYYY-MM-DD`: one that the calendar has, and that someone may mean. What else it must be is for the act to say. */
export function Day({ optional = false, nullable = false } = {}): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'day',
      validator: {
        validate: (value) => wrongWith(value) === undefined,
        defaultMessage: (asked) => say(wrongWith(asked?.value) ?? NO_SUCH_DAY),
      },
    }),
    ApiProperty({ type: String, format: 'date', required: !optional, ...(nullable && { nullable }) }),
  );
}

/** Of the last day of a range, beside `Day`: not before the first, which the field of that name holds. */
export function NotBefore(first: string): PropertyDecorator {
  const wrong = (asked: ValidationArguments | undefined) => {
    const { [first]: from } = (asked?.object ?? {}) as Readonly<Record<string, unknown>>;
    return typeof from === 'string' && typeof asked?.value === 'string' ? lastBeforeFirst(from, asked.value) : undefined;
  };
  return ValidateBy({
    name: 'notBefore',
    validator: { validate: (_value, asked) => wrong(asked) === undefined, defaultMessage: (asked) => said(wrong(asked)) },
  });
}

function wrongWith(value: unknown): KernelMessage | undefined {
  return typeof value === 'string' ? dayProblem(value, todayIn('UTC', new Date())) : NO_SUCH_DAY;
}

function said(wrong: KernelMessage | undefined): string {
  return wrong ? say(wrong) : '';
}
