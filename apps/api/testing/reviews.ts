import { randomUUID } from 'node:crypto';
import { ReviewReminders, type AccessReviewView } from '#access-rights/api';
import type { HomeView } from '#dashboards/api';
import type { Agent } from './agent.js';
import { PERSONAS } from './personas.js';
import { told } from './requests.js';
import type { World } from './world.js';

/** Nothing is withdrawn. */
const KEPT = { designations: [] as readonly string[], readings: [] as readonly string[], left: [] as readonly string[] };

/** What is done about the yearly review of a centre, in one word each, through the API. */
export class Reviews {
  constructor(
    private readonly world: World,
    private readonly pharmacist: string,
  ) {}

  /** As the worker does every day. @returns how many centres were told. */
  remind(): Promise<number> {
    return this.world.app.get(ReviewReminders, { strict: false }).remind();
  }

  read(agent: Agent = this.world.as(this.pharmacist)): Promise<AccessReviewView> {
    return told(agent.get('/access-review'));
  }

  finish({ list, stateVersion }: AccessReviewView, not: Partial<typeof KEPT> = {}, agent: Agent = this.world.as(this.pharmacist)) {
    return agent
      .post('/access-review/finish')
      .set('If-Match', `"${stateVersion}"`)
      .send({ list, ...KEPT, ...not });
  }

  /** By the pharmacist; gives its id. */
  async designated(designee: string, code = 'TEC'): Promise<string> {
    const body = { kind: 'pnm', authorisationId: this.world.authorisation(code), designeeId: this.world.person(designee).id };
    const asked = this.world.as(this.pharmacist).post('/designations').set('Idempotency-Key', randomUUID()).send(body);
    return (await told(asked, 201)).id;
  }

  /** As if it had come to that day. */
  async dueOn(centreId: string, day: string, toldOn: string | null = null): Promise<void> {
    await this.world.db.query('UPDATE access_review SET due_on = $2, told_on = $3 WHERE centre_id = $1', [centreId, day, toldOn]);
  }

  /** What the home asks of them. */
  async tasksOf(agent: Agent): Promise<string[]> {
    const home: HomeView = await told(agent.get('/home'));
    return home.tasks.filter(({ kind }) => kind === 'access-review').map(({ text }) => text);
  }

  /** Who is written to, by their accounts. */
  async lettersOf(kind: string): Promise<string[]> {
    const rows: { id: string }[] = await this.world.db.query('SELECT person_id AS id FROM notification WHERE kind = $1', [kind]);
    return rows.map(({ id }) => this.nameOf(id)).sort();
  }

  async actsOf(centreId: string): Promise<string[]> {
    return (await this.world.journalOf('centre', centreId)).map(({ action }) => action).filter((each) => each.startsWith('access-review.'));
  }

  /** The account of a person. */
  nameOf(id: string): string {
    return [...PERSONAS.keys()].find((name) => this.world.person(name).id === id) ?? id;
  }
}
