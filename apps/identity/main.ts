/**
 * The stand-ins as a process: PORT (a free one unless given, told to who started it), PUBLIC_URL, OIDC_CLIENT_SECRET, IDENTITY_KEYS
 * (file), IDENTITY_FAULTS=1 for tests.
 */
import { startIdentity } from './server.js';

const { PORT, PUBLIC_URL, APP_URL, OIDC_CLIENT_SECRET, IDENTITY_KEYS, IDENTITY_FAULTS } = process.env;

try {
  const identity = await startIdentity({
    port: Number(PORT ?? 0),
    faults: IDENTITY_FAULTS === '1',
    ...(PUBLIC_URL && { publicUrl: PUBLIC_URL }),
    ...(APP_URL && { appUrl: APP_URL }),
    ...(OIDC_CLIENT_SECRET && { clientSecret: OIDC_CLIENT_SECRET }),
    ...(IDENTITY_KEYS && { keysFile: IDENTITY_KEYS }),
  });
  process.send?.({ port: identity.port });
  process.stdout.write(`Fournisseurs d’identité de démonstration prêts sur le port ${identity.port}.\n`);
  const stop = () => void identity.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
