import { randomUUID } from 'node:crypto';
import type { Chance } from '../../../demonstration/chance.js';
import type { World } from '../world.js';
import type { Account, Cast } from './cast.js';
import { Known } from './known.js';
import { questionsOf, type Answered, type Question } from './questions.js';

/** How many ask at once: the product answers others meanwhile. */
const TOGETHER = 6;

/** What was done, and where the product and the model differ. */
export interface Told {
  readonly steps: readonly string[];
  readonly differences: readonly string[];
  readonly asked: number;
}

/** A history that is going on: what happens in it is done to the product and to the model. */
export class History {
  readonly known: Known;
  readonly steps: string[] = [];
  readonly differences: string[] = [];
  asked = 0;

  constructor(
    readonly world: World,
    readonly cast: Cast,
    readonly chance: Chance,
    /** Another one, so that a history is the same whatever is asked of it. */
    private readonly curiosity: Chance,
  ) {
    this.known = new Known(cast);
  }

  accounts(wanted: (account: Account) => boolean): Account[] {
    return this.cast.accounts.filter(wanted);
  }

  /** Those who work in a hospital now. */
  working(role?: string, centreId?: string): Account[] {
    return this.accounts(
      ({ name, profile }) =>
        profile !== undefined &&
        !this.known.closed.has(name) &&
        (!role || profile.role === role) &&
        (!centreId || profile.centreId === centreId),
    );
  }

  /** Most often someone who may, now and then anyone: what is refused is a part of the history. */
  who(may: (account: Account) => boolean, among: readonly Account[] = this.cast.accounts): Account {
    const able = among.filter(may);
    return able.length > 0 && this.chance.often(0.8) ? this.chance.pick(able) : this.chance.pick(among);
  }

  /** Someone asks for an act: done exactly if the model says so. @returns the answer of one that was done. */
  async act(account: Account, may: boolean, what: string, asked: () => Promise<Answered>): Promise<Answered['body'] | undefined> {
    const { status, body } = await asked();
    const done = status < 300;
    this.steps.push(`${account.name} ${what}: ${done ? 'done' : `${status}${body?.rule ? ` ${body.rule}` : ''}`}`);
    if (done === may) return done ? (body ?? {}) : undefined;
    throw new Differs(
      `${account.name} ${what}: the product answers ${status} ${JSON.stringify(body).slice(0, 300)}, the model says ${may ? 'YES' : 'NO'}`,
    );
  }

  /** What nobody asks for: a day that passes, someone who leaves. */
  async happens(what: string, happening: () => Promise<unknown>): Promise<void> {
    this.steps.push(what);
    await happening();
  }

  async send(account: Account, method: Question['method'], path: string, body?: object, version = 0): Promise<Answered> {
    const answer = await fetch(`${this.world.url}/api/v1${path}`, {
      method,
      headers: {
        ...account.session.headers,
        ...(method !== 'GET' && { 'content-type': 'application/json', 'if-match': `"${version}"`, 'idempotency-key': randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** By its own column: a version is no right. */
  async version(
    table: 'enrolment' | 'form_record' | 'designation' | 'read_grant' | 'transfer' | 'authorisation' | 'staff',
    id: string,
  ): Promise<number> {
    const [row] = await this.world.db.query(
      `SELECT state_version AS version FROM ${table} WHERE ${table === 'staff' ? 'person_id' : 'id'} = $1`,
      [id],
    );
    return row.version;
  }

  /** Asks the product these questions, and notes each that it answers otherwise than the model. */
  async compare(questions: readonly Question[]): Promise<void> {
    const left = [...questions];
    const one = async () => {
      for (let question = left.pop(); question; question = left.pop()) await this.ask(question);
    };
    await Promise.all(Array.from({ length: TOGETHER }, one));
    this.asked += questions.length;
  }

  /** All of them; or some, at random. */
  questions(most = Infinity): Question[] {
    const all = questionsOf(this.known);
    return all.length <= most ? all : this.curiosity.some(all, most, most);
  }

  private async ask(question: Question): Promise<void> {
    const { account, what, method, path, body, reads, expected } = question;
    const answered = await this.send(account, method, path, body);
    const got = reads(answered);
    if (got === expected) return;
    const rule = answered.body?.rule ? ` ${answered.body.rule}` : '';
    this.differences.push(`${account.name}: ${what}: the product says ${got} (${answered.status}${rule}), the model ${expected}`);
  }
}

/** The product did what the model says that it may not, or the other way round: what follows would be another history. */
export class Differs extends Error {}
