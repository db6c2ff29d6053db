import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/internal';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { Problem } from './problem.js';
import { say } from '../say.js';

const anyQuery = Reflector.createDecorator<true>();

/** A route to which others send what they like: an identity provider, on the way back. */
export const AnyQuery = (): MethodDecorator => anyQuery(true);

/**
 * Refuses what an address asks and its route does not know: a filter that is mistyped must not pass for a list that is whole. A query
 * with a class is judged by it, as a body is.
 */
@Injectable()
export class DeclaredQuery implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  /** @throws Problem `unknown-property`. */
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    const unknown = this.unknown(host, Object.keys(host.switchToHttp().getRequest<Request>().query));
    if (unknown.length === 0) return next.handle();
    const items = unknown.map((path) => ({ path, message: say({ code: 'unknown-parameter-here' }) }));
    throw new Problem('unknown-property', { detail: say({ code: 'unknown-parameters', params: { names: unknown } }), items });
  }

  private unknown(host: ExecutionContext, asked: readonly string[]): string[] {
    if (asked.length === 0 || this.reflector.get(anyQuery, host.getHandler())) return [];
    const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, host.getClass(), host.getHandler().name) ?? {}) as Record<
      string,
      { readonly data?: unknown }
    >;
    const queries = Object.entries(parameters).filter(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`));
    if (queries.some(([, { data }]) => data === undefined)) return [];
    return asked.filter((name) => !queries.some(([, { data }]) => data === name));
  }
}
