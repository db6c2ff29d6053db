/** `npm run bench [-- NAME…]`: the benchmarks, and the tables of docs/performance.md (tools/bench/all.mjs). */
import { fileURLToPath } from 'node:url';
import { run } from './prelude.mjs';

await run(fileURLToPath(import.meta.url), async () => (await import('./bench/all.mjs')).runBenches(process.argv.slice(2)));
