/** `npm start`: the whole product on this machine, with a populated demonstration (docs/operations.md). */
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { demandFree } from './data-folder.mjs';
import { run } from './prelude.mjs';
import { PlainError, portInUse } from './process.mjs';

const port = Number(process.env.PORT || 3000);

await run(
  fileURLToPath(import.meta.url),
  async () => (await import('./product.mjs')).startProduct(port),
  async () => {
    if (!Number.isInteger(port) || port < 0 || port > 65_534)
      throw new PlainError('La variable PORT doit être un nombre entre 0 (un port libre) et 65534.');
    // Both asked before anything long is begun; the port is opened for good later.
    demandFree();
    const probe = createServer();
    await new Promise((resolve, reject) => probe.once('error', reject).listen(port, '127.0.0.1', resolve)).catch((error) => {
      throw error.code === 'EADDRINUSE' ? portInUse(port) : new PlainError(`Le port ${port} ne peut pas être ouvert (${error.code}).`);
    });
    await new Promise((resolve) => probe.close(resolve));
  },
);
