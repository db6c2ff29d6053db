import { capitalised } from '#kernel/domain';
import type { IconName } from '../parts/icons.js';
import type { Tone } from '../parts/badge.js';

/** How one of several states is drawn: never by its colour alone. */
export interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

/** A state as screens show it. */
export interface Drawn extends Look {
  /** As it stands alone. */
  readonly label: string;
  /** One sentence; empty where the label says it all. */
  readonly meaning: string;
}

type Words = string | { readonly label: string; readonly meaning: string };

/** The words of a capability (`domain/words.ts`) with how screens draw each, in the order of the looks. */
export function drawn<Of extends string>(
  words: Readonly<Record<Of, Words>>,
  looks: Readonly<Record<Of, Look>>,
): Readonly<Record<Of, Drawn>> {
  const one = (said: Words, look: Look): Drawn =>
    typeof said === 'string'
      ? { ...look, label: capitalised(said), meaning: '' }
      : { ...look, label: capitalised(said.label), meaning: said.meaning };
  const names = Object.keys(looks) as Of[];
  return Object.fromEntries(names.map((name) => [name, one(words[name], looks[name])])) as Record<Of, Drawn>;
}
