import type { Protocol, Registry } from './language.js';

/** The registry in which the answers of a form are collected, where they are not collected here (charter C1.8). */
export function registryOf({ registries = [] }: Pick<Protocol, 'registries'>, form: string): Registry | undefined {
  return registries.find(({ forms }) => forms.includes(form));
}
