import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocolsFolder } from './protocols-folder.js';
import { readProtocol, type ReadProtocol } from './reading/read-protocol.js';

export type ShippedProtocol = Extract<ReadProtocol, { ok: true }> & { readonly file: string; readonly source: string };

/** All protocols of the product by code, each in its versions. @throws Error when one of them is wrong, which its spec forbids. */
export function shippedProtocols(): readonly ShippedProtocol[] {
  return (shipped ??= readdirSync(folder())
    .filter((file) => file.endsWith('.yaml'))
    .map(read)
    .sort(({ protocol: a }, { protocol: b }) => (a.code === b.code ? a.version - b.version : a.code < b.code ? -1 : 1)));
}

let shipped: readonly ShippedProtocol[] | undefined;

function read(file: string): ShippedProtocol {
  const source = readFileSync(join(folder(), file), 'utf8');
  const protocol = readProtocol(source, file);
  if (!protocol.ok) throw new Error(`${file}: ${JSON.stringify(protocol.problems)}`);
  return { ...protocol, file, source };
}

function folder(): string {
  return join(protocolsFolder(), 'shipped');
}
