import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Protocol } from '#protocols/domain';
import type { World } from './world.js';

/** What a manager does with versions of protocols, in one word each, through the API. */
export class Protocols {
  constructor(
    private readonly world: World,
    private readonly by = 'gestionnaire',
  ) {}

  import(source: string, fileName = 'essai.yaml') {
    return this.world.as(this.by).post('/protocol-versions').send({ source, fileName });
  }

  publish(id: string, validFrom: string) {
    return this.world.as(this.by).post(`/protocol-versions/${id}/publish`).send({ validFrom });
  }

  reschedule(id: string, validFrom: string) {
    return this.world.as(this.by).post(`/protocol-versions/${id}/reschedule`).send({ validFrom });
  }

  withdraw(id: string, reason = 'Publiée par erreur') {
    return this.world.as(this.by).post(`/protocol-versions/${id}/withdraw`).send({ reason });
  }

  /** The same, done. Returns the version's id. */
  async draft(source: string): Promise<string> {
    const { body } = await this.import(source).expect(201);
    return body.id;
  }

  async inForce(source: string, from = today()): Promise<string> {
    const id = await this.draft(source);
    await this.publish(id, from).expect(200);
    return id;
  }
}

/** A shipped protocol, changed, as a document to import. */
export function tecvayli(version: number, change: (source: string) => string = (source) => source): string {
  const source = readFileSync(path.resolve('libs/protocols/api/shipped/tecvayli.yaml'), 'utf8');
  return change(source.replace(/^version: \d+$/m, `version: ${version}`));
}

/** Any protocol as a document to import: JSON is YAML. */
export function written(protocol: Protocol): string {
  return JSON.stringify(protocol, undefined, 1);
}

/** The day in Paris, where managers are. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
}
