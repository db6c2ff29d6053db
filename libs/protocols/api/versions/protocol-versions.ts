import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal, Problem, SYSTEM_ACTOR, type JournalActor } from '#kernel/api';
import { canonicalJson } from '#kernel/domain';
import type { Form, Protocol } from '#protocols/domain';
import { ProtocolVersion } from './protocol-version.entity.js';
import { say } from '../say.js';
import { PROTOCOL_ACTS, PROTOCOLS_STREAM } from '#protocols/domain';

/** What importing did: `known` when this very source was there already. */
export interface Imported {
  readonly id: string;
  readonly known: boolean;
}

/** A version as others read it: what never changes of it. */
export interface VersionOfProtocol {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  /** Of the source, in hexadecimal. */
  readonly sha256: string;
  readonly document: Protocol;
  readonly importedAt: Date;
}

/** A version that came into force, and when. */
export interface InForce {
  readonly version: VersionOfProtocol;
  /** The day, where each centre is: `YYYY-MM-DD`. */
  readonly from: string;
}

/** A version that is published, and the day from which it is in force. */
export interface Published {
  readonly id: string;
  readonly from: string;
}

/** All of a protocol, the latest first, as a value of a statement of the caller's. @param code an SQL expression */
export const publishedSql = (code: string): string => `(
  SELECT coalesce(json_agg(json_build_object('id', version.id, 'from', version.valid_from) ORDER BY version.valid_from DESC, version.version DESC), '[]')
  FROM protocol_version version WHERE version.code = ${code} AND version.state = 'published')`;

/** Versions of protocols. What is read once is kept: a version never changes. */
@Injectable()
export class ProtocolVersions {
  private readonly byId = new Map<string, VersionOfProtocol>();

  constructor(private readonly journal: Journal) {}

  /** @throws Problem `not-found`. */
  async version(tx: EntityManager, id: string): Promise<VersionOfProtocol> {
    const known = this.byId.get(id);
    if (known) return known;
    const found = await tx.findOneBy(ProtocolVersion, { id });
    if (!found) throw new Problem('not-found');
    this.byId.set(id, found);
    return found;
  }

  /** Whether it ever was more than a draft: people may have used it. */
  async wasPublished(tx: EntityManager, id: string): Promise<boolean> {
    const [{ published }] = await tx.query('SELECT published_at IS NOT NULL AS published FROM protocol_version WHERE id = $1', [id]);
    return published;
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

  /** The version that forms opened on that day, where the centre is, are made from: of those in force, the latest to have come into force. */
  async current(tx: EntityManager, code: string, day: string): Promise<VersionOfProtocol | null> {
    const [found] = await this.inForce(tx, code, day);
    return found?.version ?? null;
  }

  /** The same, then those that were in force before it and were never withdrawn, the latest first. */
  async inForce(tx: EntityManager, code: string, day: string): Promise<InForce[]> {
    const [{ published }] = await tx.query(`SELECT ${publishedSql('$1')} AS published`, [code]);
    return this.inForceAmong(tx, published, day);
  }

  /** The same, for a caller who has read `publishedSql` in a statement of their own. */
  async inForceAmong(tx: EntityManager, published: readonly Published[], day: string): Promise<InForce[]> {
    const versions: InForce[] = [];
    for (const { id, from } of published) if (from <= day) versions.push({ version: await this.version(tx, id), from });
    return versions;
  }

  /**
   * Keeps a document that was checked as a draft, and journals it. Keeping the same content twice changes nothing; a version, once there, keeps its
   * content (comments and layout of the file aside). Asks of `tx` plain SQL only, so that the command needs no more.
   * @throws Problem `protocol-invalid` when that code and version stand with another content.
   */
  async keep(tx: EntityManager, document: Protocol, source: string, actor: JournalActor = SYSTEM_ACTOR): Promise<Imported> {
    const sha256 = createHash('sha256').update(canonicalJson(document)).digest('hex');
    const { code, version } = document;
    const [imported] = await tx.query(
      `INSERT INTO protocol_version (code, version, sha256, document, source, imported_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING id`,
      [code, version, sha256, JSON.stringify(document), source, actor.name],
    );
    if (imported) {
      await this.journal.appendAs(tx, actor, PROTOCOL_ACTS.imported, { ...aboutVersion(imported.id), details: { code, version, sha256 } });
      return { id: imported.id, known: false };
    }
    const [standing] = await tx.query(
      `SELECT id, sha256, state FROM protocol_version
       WHERE code = $1 AND version = $2 AND (state <> 'withdrawn' OR published_at IS NOT NULL)`,
      [code, version],
    );
    if (standing.sha256 === sha256) return { id: standing.id, known: true };
    const isDraft = standing.state === 'draft';
    throw new Problem('protocol-invalid', { detail: say({ code: 'other-content', params: { code, version, isDraft } }) });
  }

  /** Keeps a document and publishes it from that day: by default the one on which the PUT was updated. What is published already stays as it is. */
  async import(tx: EntityManager, document: Protocol, source: string, from: string = document.put.updatedOn): Promise<Imported> {
    const imported = await this.keep(tx, document, source);
    const { code, version } = document;
    const [published] = await tx.query(
      `WITH published AS (
         UPDATE protocol_version SET state = 'published', valid_from = $2::date, published_at = clock_timestamp(), published_by = $3
         WHERE id = $1 AND state = 'draft' RETURNING id)
       SELECT id FROM published`,
      [imported.id, from, SYSTEM_ACTOR.name],
    );
    if (!published) return imported;
    await this.journal.appendAs(tx, SYSTEM_ACTOR, PROTOCOL_ACTS.published, {
      ...aboutVersion(imported.id),
      details: { code, version, validFrom: from },
    });
    return { ...imported, known: false };
  }
}

/** An entry of the protocols' stream about one version. */
export function aboutVersion(id: string) {
  return { stream: PROTOCOLS_STREAM, subject: id };
}
