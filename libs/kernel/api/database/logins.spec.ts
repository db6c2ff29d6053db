import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { scramVerifier } from './logins.js';

describe('the password of a login', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database?.drop());

  it('is sent to the server as a verifier: that of RFC 7677', () => {
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });

  it('opens the server to who knows it, and to nobody else', async () => {
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    const role = `verified_${process.pid}`;
    try {
      await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD ${owner.escapeLiteral(scramVerifier('deux-mots'))}`);
      const come = async (password: string) => {
        const client = new pg.Client({ connectionString: Object.assign(new URL(database.url), { username: role, password }).href });
        try {
          await client.connect();
          return (await client.query('SELECT current_user AS name')).rows[0].name;
        } finally {
          await client.end().catch(() => undefined);
        }
      };
      expect(await come('deux-mots')).toBe(role);
      await expect(come('deux-maux')).rejects.toMatchObject({ code: '28P01' });
    } finally {
      await owner.query(`DROP ROLE IF EXISTS ${role}`);
      await owner.end();
    }
  });
});
