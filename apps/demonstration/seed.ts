import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Journal, Seals, SYSTEM_ACTOR, type Config } from '#kernel/api';
import { AppModule } from '../api/app.module.js';
import { enterBasics, enterLaterVersions, readCast } from './cast.js';
import { tellLives } from './lives.js';
import { Stage } from './stage.js';
import { REQUESTS, STORIES } from './stories.js';
import { tellReadings } from './readings.js';
import { tellReviews } from './reviews.js';
import { Teller } from './teller.js';
import { MAIL_ACTS } from '#notifications/domain';
import { DEMONSTRATION_ACTS } from './acts.js';

/** Where the demonstration says how far it came. */
const STREAM = { kind: 'installation', id: 'demonstration' } as const;
const HERE = { stream: STREAM.id, subject: STREAM.id };

/**
 * Fills an empty database with the demonstration, through the product's own services. A database with anything else in it is left alone; a
 * demonstration that was interrupted goes on where it was. Its e-mails count as sent: nobody waits for them.
 */
export async function seed(config: Config): Promise<void> {
  // No worker and no mail server: nothing of this leaves.
  const quiet: Config = { ...config, runs: 'api', smtpUrl: undefined };
  const app = await NestFactory.createApplicationContext(AppModule.with(quiet), { logger: ['error'], abortOnError: false });
  try {
    const db = app.get(DataSource);
    const journal = app.get(Journal);
    const said = await actionsOf(db);
    if (said.includes(DEMONSTRATION_ACTS.ready.name) || (said.length === 0 && !(await isEmpty(db)))) return;
    if (said.length === 0) {
      await db.transaction(async (tx) => {
        await enterBasics(tx);
        await journal.appendAs(tx, SYSTEM_ACTOR, DEMONSTRATION_ACTS.begun, HERE);
      });
    }
    const stage = new Stage(app, await readCast(db));
    await tellLives(stage);
    await tellAll(new Teller(stage), db, await told(db));
    await tellReadings(stage);
    await tellReviews(stage);
    await db.transaction(async (tx) => {
      await settleMail(tx, journal);
      await journal.appendAs(tx, SYSTEM_ACTOR, DEMONSTRATION_ACTS.ready, HERE);
    });
    await app.get(Seals).seal();
  } finally {
    await app.close();
  }
}

async function tellAll(teller: Teller, db: DataSource, begun: number): Promise<void> {
  await teller.designatePnm('pharmacien-a', 'pnm-a', ['TEC', 'ENH', 'VYV']);
  await teller.designatePnm('pharmacien-b', 'pnm-b', ['ENH']);
  for (const [rank, story] of STORIES.entries()) {
    if (rank === REQUESTS.length) await db.transaction(enterLaterVersions);
    if (rank >= begun) await teller.tell(story, rank);
  }
  await teller.designatePrescriber('prescripteur-a', 'prescripteur-a2', ['TEC']);
  await teller.settleAuthorisations();
}

/** E-mails of the past: sent, but two that the manager has to see to. */
async function settleMail(tx: { query: DataSource['query'] } & Parameters<Journal['appendAs']>[0], journal: Journal): Promise<void> {
  const rows: { id: string; enrolment_id: string; kind: string; person_id: string; name: string; message_id: string }[] = await tx.query(
    `SELECT n.id, enrolment_id, kind, person_id, given_name || ' ' || family_name AS name, message_id
     FROM notification n JOIN person ON person.id = n.person_id WHERE state = 'pending' ORDER BY entry_id, person_id`,
  );
  for (const [rank, row] of rows.entries()) {
    const state = rank % 40 === 20 ? 'unconfirmed' : 'sent';
    await tx.query(`UPDATE notification SET state = $2, attempts = 1, settled_at = clock_timestamp() WHERE id = $1`, [row.id, state]);
    await journal.appendAs(tx, SYSTEM_ACTOR, MAIL_ACTS[state], {
      stream: { kind: 'enrolment', id: row.enrolment_id },
      subject: row.id,
      details: { kind: row.kind, personId: row.person_id, personName: row.name, messageId: row.message_id, attempts: 1 },
    });
  }
}

async function actionsOf(db: DataSource): Promise<string[]> {
  const rows: { action: string }[] = await db.query('SELECT action FROM journal_entry WHERE stream_kind = $1 AND stream_id = $2', [
    STREAM.kind,
    STREAM.id,
  ]);
  return rows.map(({ action }) => action);
}

async function isEmpty(db: DataSource): Promise<boolean> {
  const [{ found }] = await db.query('SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM holder) AS found');
  return !found;
}

async function told(db: DataSource): Promise<number> {
  const [{ count }] = await db.query('SELECT count(*) FROM enrolment');
  return Number(count);
}
