import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal, Problem, SYSTEM_ACTOR } from '#kernel/api';
import { canonicalJson } from '#kernel/domain';
import type { Form, Protocol } from '#protocols/domain';
import { ProtocolVersion } from './protocol-version.entity.js';

/** What importing did: `known` when this very source was there already. */
export interface Imported {
  readonly id: string;
  readonly known: boolean;
}

/** Versions of protocols. What is read once is kept: a version never changes. */
@Injectable()
export class ProtocolVersions {
  private readonly byId = new Map<string, ProtocolVersion>();

  constructor(private readonly journal: Journal) {}

  /** @throws Problem `not-found`. */
  async version(tx: EntityManager, id: string): Promise<ProtocolVersion> {
    const known = this.byId.get(id);
    if (known) return known;
    const found = await tx.findOneBy(ProtocolVersion, { id });
    if (!found) throw new Problem('not-found');
    this.byId.set(id, found);
    return found;
  }

  async protocol(tx: EntityManager, id: string): Promise<Protocol> {
    return (await this.version(tx, id)).document;
  }

  /** One form of a version. @throws Error when the version lacks it: records are made from it, so that cannot be. */
  async form(tx: EntityManager, id: string, code: string): Promise<{ protocol: Protocol; form: Form }> {
    const protocol = await this.protocol(tx, id);
    const form = protocol.forms.find((each) => each.code === code);
    if (!form) throw new Error(`Protocol version ${id} has no form ${code}.`);
    return { protocol, form };
  }

  /** The version that forms opened now are made from. */
  async current(tx: EntityManager, code: string): Promise<ProtocolVersion | null> {
    return tx.findOne(ProtocolVersion, { where: { code }, order: { version: 'DESC' } });
  }

  /**
   * Keeps a document that was checked, and journals it. Importing the same content twice changes nothing; a version, once there, keeps its
   * content (comments and layout of the file aside). Asks of `tx` plain SQL only, so that the command needs no more.
   * @throws Problem `protocol-invalid` when that code and version stand with another content.
   */
  async import(tx: EntityManager, document: Protocol, source: string): Promise<Imported> {
    const sha256 = createHash('sha256').update(canonicalJson(document)).digest('hex');
    const { code, version } = document;
    const [imported] = await tx.query(
      `INSERT INTO protocol_version (code, version, sha256, document, source) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (code, version) DO NOTHING RETURNING id`,
      [code, version, sha256, JSON.stringify(document), source],
    );
    if (imported) {
      const about = { stream: { kind: 'installation', id: 'protocols' }, subject: { type: 'protocol-version', id: imported.id } } as const;
      await this.journal.appendAs(tx, SYSTEM_ACTOR, { ...about, action: 'protocol.imported', details: { code, version, sha256 } });
      return { id: imported.id, known: false };
    }
    const [standing] = await tx.query('SELECT id, sha256 FROM protocol_version WHERE code = $1 AND version = $2', [code, version]);
    if (standing.sha256 === sha256) return { id: standing.id, known: true };
    throw new Problem('protocol-invalid', {
      detail: `La version ${version} de ${code} existe déjà avec un autre contenu. Donnez à ce document une nouvelle version.`,
    });
  }
}
