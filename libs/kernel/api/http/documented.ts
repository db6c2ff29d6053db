import { ApiHeader } from '@nestjs/swagger';

/** Says in the OpenAPI document that a route wants a header, where its parameter reads it. */
export function documented(name: string, description: string): ParameterDecorator {
  return (target, method) => {
    const handler = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    if (handler && method !== undefined) ApiHeader({ name, description, required: true })(target, method, handler);
  };
}
