import { COUNT_WORDS, REQUEST_COUNT_WORDS } from '#dashboards/domain';
import { capitalised } from '#kernel/domain';
import { REQUEST_WORDS, type RequestState } from '#patients/domain';
import type { HomeCount } from './home.messages.js';

const title = (state: RequestState) => capitalised(REQUEST_WORDS[state].label);

type Heading = readonly [label: string, states: readonly RequestState[]];

const HOSPITAL: readonly Heading[] = [
  [REQUEST_COUNT_WORDS.toComplete, ['draft', 'more-asked']],
  [COUNT_WORDS.fatsToSign, ['completed', 'half-signed']],
  [title('sent'), ['sent']],
  [REQUEST_COUNT_WORDS.numbered, ['granted']],
  [title('refused'), ['refused']],
];

/** Drafts are the centre's own: the operator's side counts what was sent to it. */
const OPERATOR: readonly Heading[] = [
  [REQUEST_COUNT_WORDS.awaited, ['sent']],
  [title('more-asked'), ['more-asked']],
  [REQUEST_COUNT_WORDS.numbered, ['granted']],
  [title('refused'), ['refused']],
];

/** How many requests stand where, each leading to the list of exactly these. Counts, never rates or ranks (charter C7.4). */
export function countsOf(byState: ReadonlyMap<string, number>, side: 'hospital' | 'operator'): HomeCount[] {
  return (side === 'hospital' ? HOSPITAL : OPERATOR).map(([label, states]) => ({
    label,
    count: states.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0),
    states: states.join(','),
  }));
}
