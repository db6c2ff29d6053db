/** Loaded before the API, writes down each statement that it sends, with its values, in the file named by STATEMENTS. */
import { appendFileSync } from 'node:fs';
import pg from 'pg';
import utils from 'pg/lib/utils.js';

const { query } = pg.Client.prototype;

pg.Client.prototype.query = function tapped(config, values, ...rest) {
  const given = Array.isArray(values) ? values : (config.values ?? []);
  const line = { text: typeof config === 'string' ? config : config.text, values: given.map(utils.prepareValue) };
  appendFileSync(process.env.STATEMENTS, `${JSON.stringify(line)}\n`);
  return query.call(this, config, values, ...rest);
};
