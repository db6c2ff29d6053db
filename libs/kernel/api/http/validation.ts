import { Injectable, ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { hasUnprintable } from '#kernel/domain';
import { Problem, type ProblemItem } from './problem.js';
import { unreadableTexts } from './texts.js';
import { say } from '../say.js';

/**
 * Bodies and queries are what their class says, and nothing more: an unknown property is refused by its name (charter C1.1), a text that
 * the database could not keep too. What is wrong with one field is told together.
 */
@Injectable()
export class Validation extends ValidationPipe {
  constructor() {
    super({ whitelist: true, forbidNonWhitelisted: true, transform: true, exceptionFactory: refusal });
  }

  /** @throws Problem `invalid-request`, `unknown-property`. */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // What the database cannot keep is the name of nothing.
    if (metadata.type === 'param' && typeof value === 'string' && hasUnprintable(value)) throw new Problem('not-found');
    // A list of messages would be judged one by one, and pass when it is empty.
    if (metadata.type === 'body' && Array.isArray(value))
      throw new Problem('invalid-request', { detail: say({ code: 'object-expected' }) });
    const isMessage = metadata.type === 'body' || metadata.type === 'query';
    const odd = isMessage ? unconvertible(value, metadata.data) : [];
    if (odd.length > 0) throw invalid(odd);
    // Nothing sent is an object with nothing in it: what is missing is then told by its name.
    const message: unknown = await super.transform(metadata.type === 'body' ? (value ?? {}) : value, metadata);
    const items = isMessage ? unreadableTexts(message, metadata.data) : [];
    if (items.length > 0) throw invalid(items);
    return message;
  }
}

/** What every value has, and by which one kind is made of another: a message that brings its own cannot be read. */
const CONVERTING = ['toString', 'valueOf'];

/** The objects of a message that nothing can be made of, each by its path. */
function unconvertible(message: unknown, path = ''): ProblemItem[] {
  if (typeof message !== 'object' || message === null) return [];
  const here = CONVERTING.some((name) => Object.hasOwn(message, name)) ? [{ path, message: say({ code: 'value-unreadable' }) }] : [];
  return [...here, ...Object.entries(message).flatMap(([name, each]) => unconvertible(each, path ? `${path}.${name}` : name))];
}

function refusal(errors: readonly ValidationError[]): Problem {
  const items = flatten(errors);
  const unknown = items.filter((item) => item['rule'] === 'whitelistValidation');
  if (unknown.length === 0) return invalid(items);
  return new Problem('unknown-property', {
    detail: say({ code: 'unknown-properties', params: { names: unknown.map((item) => item.path) } }),
    items,
  });
}

function invalid(items: readonly ProblemItem[]): Problem {
  // The items say it all, in French: a detail would only repeat them with the names of properties.
  return new Problem('invalid-request', { items });
}

function flatten(errors: readonly ValidationError[], prefix = ''): ProblemItem[] {
  return errors.flatMap((error) => {
    const path = prefix + error.property;
    return [...ofField(error).map(([rule, message]) => ({ path, message, rule })), ...flatten(error.children ?? [], `${path}.`)];
  });
}

/** Rules that say what kind of value is expected: of another kind, what the others say of it means nothing. */
const OF_KIND = ['isString', 'isInt', 'isNumber', 'isBoolean', 'isArray', 'isObject', 'isDefined', 'isIn', 'isUuid'];

/** All that is wrong with one field, each once; the first alone when nothing was given, or not what is expected. */
function ofField({ value, constraints = {} }: ValidationError): [rule: string, message: string][] {
  const told = [...new Map(Object.entries(constraints).map(([rule, message]) => [message, [rule, message]] as const)).values()];
  const isOther = value === undefined || value === null || OF_KIND.some((rule) => Object.hasOwn(constraints, rule));
  return (isOther ? told.slice(0, 1) : told).map(([rule, message]) => [rule, message]);
}
