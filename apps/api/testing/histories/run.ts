import { Chance } from '../../../demonstration/chance.js';
import type { World } from '../world.js';
import { answerReading, askReading, decide, settle, transfer } from './acts-beyond.js';
import { cancel, designate, follow, goOn, sign, start, withdraw } from './acts-of-centres.js';
import { dayPasses, decideOnLicence, leaveOrReturn, staff } from './acts-of-others.js';
import { cast } from './cast.js';
import { Differs, History, type Told } from './history.js';

type Act = (history: History) => Promise<void>;

/** What may happen next, and how often. */
const ACTS: readonly (readonly [weight: number, act: Act])[] = [
  [3, start],
  [1, goOn],
  [7, sign],
  [1, cancel],
  [4, decide],
  [5, designate],
  [2, withdraw],
  [2, follow],
  [4, transfer],
  [2, settle],
  [3, askReading],
  [4, answerReading],
  [1, decideOnLicence],
  [2, staff],
  [2, dayPasses],
  [2, leaveOrReturn],
];
const DRAWN = ACTS.flatMap(([weight, act]) => Array<Act>(weight).fill(act));

/** How long a history is. */
const STEPS = [14, 22] as const;
/** An act that nothing allows yet is no step: another is drawn, so often. */
const TRIED = 8;

/** How many questions are asked after each step, and at the end. There are a thousand: few of each history, of many histories, find more than all of few. */
export interface Thrift {
  readonly between: number;
  readonly atTheEnd: number;
}

export type { Told };

/** The history of this seed: the same for ever, as long as acts and people are. */
export async function tell(world: World, seed: number, number: number, { between, atTheEnd }: Thrift): Promise<Told> {
  const chance = new Chance(seed);
  const history = new History(world, await cast(world, chance, number), chance, new Chance(~seed));
  try {
    await start(history);
    const steps = chance.between(...STEPS);
    for (let step = 0; step < steps; step++) {
      const before = history.steps.length;
      for (let tried = 0; tried < TRIED && history.steps.length === before; tried++) await chance.pick(DRAWN)(history);
      await history.compare(history.questions(between));
    }
    await history.compare(history.questions(atTheEnd));
  } catch (error) {
    if (!(error instanceof Differs)) throw error;
    history.differences.push(error.message);
  }
  return history;
}
