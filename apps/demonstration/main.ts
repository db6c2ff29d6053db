import { readConfig } from '#kernel/api';
import { seed } from './seed.js';

/** Fills an empty database, as the application, and ends. It runs beside the product, which holds nothing of it; production refuses `SEED`. */
try {
  const config = readConfig();
  if (!config.demonstration) throw new Error('SEED=demonstration n’est pas demandé.');
  await seed(config);
} catch (error) {
  process.stderr.write(`La démonstration n’a pas pu être racontée\u00a0: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
