/**
 * `npm test`: everything that proves the product, and one last line with the totals. `npm test -- domain lint` runs the steps of these names;
 * `npm test -- libs/queries` the specs under a path.
 */
import { fileURLToPath } from 'node:url';
import { run } from './prelude.mjs';

await run(fileURLToPath(import.meta.url), async () => (await import('./testing/steps.mjs')).runTests(process.argv.slice(2)));
