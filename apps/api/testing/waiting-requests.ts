import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Journal, type Config } from '#kernel/api';
import { AppModule } from '../app.module.js';
import { enterBasics, readCast } from '../../demonstration/cast.js';
import { tellLives } from '../../demonstration/lives.js';
import { Stage } from '../../demonstration/stage.js';
import { Teller } from '../../demonstration/teller.js';
import type { Credentials } from './agent.js';
import type { Persona } from './personas.js';
import { forgeSessions } from './sessions.js';

const SENT = { authorisation: 'TEC', prescriber: 'prescripteur-a', pharmacist: 'pharmacien-a', outcome: 'sent' } as const;

/** The demonstration's people, and requests that wait for an opinion. */
export async function prepare(config: Config, waiting: number): Promise<{ requests: string[]; holder: Credentials }> {
  process.env['LOG_LEVEL'] ??= 'silent';
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: false });
  try {
    const db = app.get(DataSource);
    await db.transaction(enterBasics);
    void app.get(Journal);
    const cast = await readCast(db);
    const stage = new Stage(app, cast);
    // In force today: what was granted years ago was renewed since.
    await tellLives(stage);
    const teller = new Teller(stage);
    for (let rank = 0; rank < waiting; rank++) await teller.tell(SENT, rank);
    // What told the pharmacists to sign is another story.
    await db.query(`UPDATE notification SET state = 'withheld', settled_at = clock_timestamp()`);
    const rows: { id: string }[] = await db.query(`SELECT id FROM enrolment ORDER BY created_at, id`);
    const { actor } = cast.get('exploitant') ?? { actor: undefined };
    const person = { id: actor?.personId, provider: 'operateur', subject: 'exploitant' } as unknown as Persona;
    const [holder] = await forgeSessions(db, config, [{ person }]);
    if (!holder) throw new Error('No session was forged.');
    return { requests: rows.map(({ id }) => id), holder };
  } finally {
    await app.close();
  }
}
