import fc from 'fast-check';
import type { Change, Known, Marks } from './ledger.js';
import * as book from './ledger.js';
import { changesOnTheirWay, openSaving, step, waitsToBeSent, type SavingEvent, type SavingState, type Sent } from './saving-state.js';

const DELAYS = { typing: 1500, settled: 300, longest: 4000, retries: [1000, 2000, 4000, 8000] };
const KEYS = ['weight', 'height', 'drug'];
const REASON = 'erreur de saisie';

type Fate = 'answered' | 'lost' | 'cut';

/** A server as ours judges answers: all or nothing, each over its version, what is already so being no conflict. */
class Server {
  values: Record<string, string> = {};
  marks: Marks = {};
  contentVersion = 1;
  seq = 10;
  isLocked = false;
  isSignedOut = false;
  wantsReasons = false;
  readonly touchedByOthers = new Set<string>();

  read(): Known {
    return { values: { ...this.values }, marks: this.marks, contentVersion: this.contentVersion, stateVersion: 1 };
  }

  colleague(key: string, value: string): void {
    this.touchedByOthers.add(key);
    this.put(key, value);
  }

  save(changes: readonly Change[]): Sent {
    if (this.isSignedOut) return { outcome: 'signed-out' };
    if (this.isLocked) return { outcome: 'forbidden', message: 'Verrouillée.' };
    const odd = changes.filter(({ value }) => value === 'odd').map(({ item }) => ({ path: item, message: 'Trop grand.' }));
    if (odd.length) return { outcome: 'refused', items: odd };
    const moved = changes.filter(({ item, value }) => this.values[item] !== value);
    const conflicts = moved
      .filter(({ item, base }) => (this.marks[item]?.seq ?? 0) !== base)
      .map(({ item: path }) => ({ path, theirs: this.values[path], base: this.marks[path]?.seq ?? 0, by: 'Dr Marc', at: '' }));
    if (conflicts.length) return { outcome: 'conflict', conflicts: conflicts as never };
    const unreasoned = moved.filter(({ reason }) => this.wantsReasons && reason === undefined).map(({ item: path }) => ({ path }));
    if (unreasoned.length) return { outcome: 'reason-required', items: unreasoned };
    for (const { item, value } of moved) this.put(item, value as string);
    const marks = Object.fromEntries(changes.flatMap(({ item }) => (this.marks[item] ? [[item, this.marks[item]]] : []))) as Marks;
    const { contentVersion } = this;
    return { outcome: 'saved', receipt: { marks, calculated: {}, contentVersion, stateVersion: 1, savedAt: `v${contentVersion}` } };
  }

  private put(key: string, value: string | undefined): void {
    this.seq += 1;
    this.contentVersion += 1;
    if (value === undefined) delete this.values[key];
    else this.values[key] = value;
    this.marks = { ...this.marks, [key]: { seq: this.seq, centreId: 'a' } };
  }
}

/** A page, a server and the network between them, moved by hand. */
class World {
  readonly server = new Server();
  state: SavingState = openSaving();
  now = 0;
  fate: Fate = 'answered';
  /** The last word of the person, of each field; without it once they gave it up. */
  readonly typed = new Map<string, string | undefined>();
  private onTheWay: { readonly at: number; readonly answer: Sent } | undefined;
  private readonly readings: Known[] = [];

  constructor() {
    this.tell({ kind: 'read', known: this.server.read(), mayWrite: true, at: '' });
  }

  tell(event: SavingEvent): void {
    const before = this.state;
    this.state = step(before, event, this.now, DELAYS);
    if (before.sending.size === 0 && this.state.sending.size > 0) this.send();
    this.isNotAsleep();
  }

  /** Time passes: what falls due happens in its order. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (let turn = 0; turn < 1000; turn++) {
      const [due = Infinity, back = Infinity] = [this.state.due, this.onTheWay?.at];
      const next = Math.min(due, back);
      if (next > end) break;
      this.now = Math.max(this.now, next);
      if (back <= due) this.hear();
      else this.tell({ kind: 'due' });
    }
    this.now = end;
  }

  edit(edit: (ledger: book.Ledger, onTheirWay: ReadonlySet<string>) => book.Ledger, within = DELAYS.settled): void {
    this.tell({ kind: 'edited', edit, within });
  }

  /** What the field shows already is not typed. */
  type(key: string, value: string | undefined, within: number): void {
    const { ledger } = this.state;
    if (!ledger.drafts.has(key) && book.currentValues(ledger)[key] === value) return;
    this.typed.set(key, value);
    this.edit((ledger, onTheirWay) => book.typed(ledger, key, value, onTheirWay), within);
  }

  remember(): void {
    this.readings.push(this.server.read());
  }

  /** A reading that was taken some time ago arrives now, in the order in which they were taken. */
  arrives(): void {
    const known = this.readings.shift();
    if (known) this.tell({ kind: 'read', known, mayWrite: !this.server.isLocked, at: 'read' });
  }

  private send(): void {
    const changes = changesOnTheirWay(this.state);
    const answer: Sent = this.fate === 'cut' ? { outcome: 'unreachable' } : this.server.save(changes);
    this.onTheWay = { at: this.now + 200, answer: this.fate === 'lost' ? { outcome: 'unreachable' } : answer };
  }

  private hear(): void {
    const answer = this.onTheWay?.answer;
    this.onTheWay = undefined;
    if (answer) this.tell({ kind: 'answered', answer });
  }

  private isNotAsleep(): void {
    const { link, due, sending } = this.state;
    if ((link !== 'up' && link !== 'down') || sending.size > 0 || !waitsToBeSent(this.state)) return;
    expect(due).toBeDefined();
    expect((due ?? Infinity) - this.now).toBeLessThanOrEqual(8000);
  }
}

const key = fc.constantFrom(...KEYS);
const value = fc.constantFrom('1', '2', '3', 'odd', undefined);
const act = (run: (world: World) => void) => run;

/** What may happen to a page, in any order. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(key, value, fc.constantFrom(300, 1500)).map(([k, v, within]) => act((w) => w.type(k, v, within))) },
  {
    weight: 2,
    arbitrary: key.map((k) =>
      act((w) => {
        w.typed.delete(k);
        w.edit((ledger) => book.drafted(ledger, k, { text: '7O', message: 'Un nombre.', isTyping: true }));
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: key.map((k) =>
      act((w) => {
        w.typed.delete(k);
        w.edit((ledger, onTheirWay) => book.givenUp(ledger, k, onTheirWay));
      }),
    ),
  },
  { weight: 1, arbitrary: key.map((k) => act((w) => w.edit((ledger) => book.keptMine(ledger, k), 0))) },
  { weight: 1, arbitrary: key.map((k) => act((w) => w.edit((ledger) => book.reasonGiven(ledger, k, REASON), 0))) },
  { weight: 6, arbitrary: fc.nat(9000).map((ms) => act((w) => w.pass(ms))) },
  { weight: 4, arbitrary: fc.constantFrom<Fate>('answered', 'lost', 'cut').map((fate) => act((w) => void (w.fate = fate))) },
  { weight: 3, arbitrary: fc.constant(act((w) => w.remember())) },
  { weight: 3, arbitrary: fc.constant(act((w) => w.arrives())) },
  { weight: 1, arbitrary: fc.constant(act((w) => w.tell({ kind: 'hurried' }))) },
  { weight: 1, arbitrary: fc.boolean().map((is) => act((w) => void (w.server.isLocked = is))) },
  { weight: 1, arbitrary: fc.boolean().map((is) => act((w) => void (w.server.isSignedOut = is))) },
  { weight: 1, arbitrary: fc.boolean().map((is) => act((w) => void (w.server.wantsReasons = is))) },
);
const byOthers = fc.tuple(key, fc.constantFrom('1', '2', '8')).map(([k, v]) => act((w) => w.server.colleague(k, v)));

/** The network is there, whatever was in the way is told to be gone: by the stream of changes, by the session that is open again. */
function everythingIsBack(world: World): void {
  world.fate = 'answered';
  const wasShut = world.server.isLocked || world.server.isSignedOut;
  Object.assign(world.server, { isLocked: false, isSignedOut: false });
  world.pass(400);
  // A refusal that was on its way while the session opened again arrives now: it covers the page, which is then opened like any other.
  const wasRefused = typeof world.state.link !== 'string' || world.state.link === 'signed-out';
  if (wasShut || wasRefused || world.state.isBehind) {
    world.remember();
    for (let count = 0; count < 200; count++) world.arrives();
    world.tell({ kind: 'hurried' });
  }
  world.pass(15_000);
}

function nothingIsLost({ state, server, typed }: World): void {
  expect(state.sending.size).toBe(0);
  expect(waitsToBeSent(state)).toBe(false);
  for (const [k, said] of typed) {
    const { held } = state.ledger.pending.get(k) ?? {};
    if (held?.why === 'refused') expect(said).toBe('odd');
    else if (held?.why === 'conflict') expect(server.touchedByOthers).toContain(k);
    else if (held?.why === 'reason') expect(server.touchedByOthers.has(k) || server.values[k] !== said).toBe(true);
    else if (!server.touchedByOthers.has(k)) expect(server.values[k]).toBe(said);
  }
  const shown = book.currentValues(state.ledger);
  const isSettled = (k: string) => !state.ledger.pending.has(k) && !state.ledger.drafts.has(k) && !server.touchedByOthers.has(k);
  for (const k of KEYS.filter(isSettled)) expect(shown[k]).toBe(server.values[k]);
}

describe('the link, what waits and what is read again, in any order', () => {
  it('whatever happens, what was typed is on the server within seconds of the network being there, or waits for the person with its cause', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 12, arbitrary: happening }, { weight: 1, arbitrary: byOthers }), { maxLength: 40 }),
        (acts) => {
          const world = new World();
          for (const run of acts) run(world);
          everythingIsBack(world);
          nothingIsLost(world);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('a refusal of the former session that arrives when the next one is open holds nothing back', () => {
    const world = new World();
    world.server.isSignedOut = true;
    world.type('weight', '1', 300);
    world.pass(350);
    world.server.isSignedOut = false;
    everythingIsBack(world);
    nothingIsLost(world);
  });

  it('an answer taken back after a save that was not heard of is taken back, even where a reading from before that save comes last', () => {
    const world = new World();
    world.remember();
    world.fate = 'lost';
    world.type('height', '1', 300);
    world.pass(350);
    world.type('height', undefined, 300);
    world.pass(1500);
    world.fate = 'answered';
    world.pass(2100);
    world.arrives();
    everythingIsBack(world);
    nothingIsLost(world);
    expect(world.server.values).toEqual({});
  });

  it('nobody who is alone on a form is in conflict with themselves', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (acts) => {
        const world = new World();
        for (const run of acts) {
          run(world);
          expect([...world.state.ledger.pending.values()].filter(({ held }) => held?.why === 'conflict')).toEqual([]);
        }
        everythingIsBack(world);
        nothingIsLost(world);
      }),
      { numRuns: 1000 },
    );
  });
});
