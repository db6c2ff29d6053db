import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { Requires, type Requirement } from '#kernel/api';
import type { World } from './world.js';

/** A route, and what it requires; `undefined` is closed. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly requires: Requirement | undefined;
}

/** Every route of the running application, sorted. */
export function routesOf({ app }: World): Route[] {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers }) => [...controllers.values()]);
  return controllers
    .flatMap(({ metatype }) => (metatype ? ofController(metatype as Type, reflector) : []))
    .sort((one, other) => `${one.path} ${one.method}`.localeCompare(`${other.path} ${other.method}`, 'en'));
}

function ofController(controller: Type, reflector: Reflector): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as (() => unknown) | undefined;
    const method: number | undefined = handler && Reflect.getMetadata(METHOD_METADATA, handler);
    if (!handler || method === undefined) return [];
    const path = ['', Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)].join('/');
    const requires = reflector.getAllAndOverride<Requirement | undefined>(Requires, [handler, controller]);
    return [{ method: RequestMethod[method] ?? '', path: path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'), requires }];
  });
}
