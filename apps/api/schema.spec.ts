import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { newDatabase } from './testing/database.js';
import { describeSchema } from './testing/schema.js';

const GOLDEN = new URL('testing/schema.golden.txt', import.meta.url);

async function schemaOf(template: 'world' | 'former'): Promise<string> {
  const database = await newDatabase(template);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await describeSchema(client);
  } finally {
    await client.end();
    await database.drop();
  }
}

describe('the database', () => {
  it('is this, once all migrations are run (schema.golden.txt)', async () => {
    const schema = await schemaOf('world');
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, schema);
    expect(schema).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('becomes the same when an earlier version made it', async () => {
    expect(await schemaOf('former')).toBe(await schemaOf('world'));
  });
});
