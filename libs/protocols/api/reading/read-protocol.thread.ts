import { parentPort, workerData } from 'node:worker_threads';
import { readProtocol } from './read-protocol.js';

const { source, fileName } = workerData as { readonly source: string; readonly fileName: string };
parentPort?.postMessage(readProtocol(source, fileName));
