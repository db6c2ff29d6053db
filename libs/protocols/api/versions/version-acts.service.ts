import { Injectable } from '@nestjs/common';
import { actorOf, Journal, OwnTransactions, Problem, type Ctx } from '#kernel/api';
import {
  PROTOCOL_ACTS,
  publicationProblem,
  reschedulingProblem,
  reuseProblems,
  type Protocol,
  type ProtocolProblem,
  type VersionMessage,
} from '#protocols/domain';
import { Followers } from './followers.js';
import { ProtocolReading } from '../reading/protocol-reading.js';
import { aboutVersion, ProtocolVersions, type Imported } from './protocol-versions.js';
import type { ImportProtocol } from '../protocols.messages.js';
import { placed, type FileProblem } from '../reading/read-protocol.js';
import { say, tell } from '../say.js';
import { VersionReader } from './version.reader.js';
import { asProtocol, VersionStore, type VersionLife } from './version.store.js';

/** What a manager does with the versions of a protocol: import, publish, withdraw. Each act is journalled, and loses nothing. */
@Injectable()
export class VersionActs {
  constructor(
    private readonly store: VersionStore,
    private readonly reader: VersionReader,
    private readonly followers: Followers,
    private readonly versions: ProtocolVersions,
    private readonly reading: ProtocolReading,
    private readonly journal: Journal,
    private readonly transactions: OwnTransactions,
  ) {}

  /**
   * Keeps a document as a draft. The same content twice is one draft, so that no key is needed to ask again. Reading takes long and holds no connection: the
   * transaction begins after it.
   * @throws Problem `protocol-invalid` with the line of each problem; `not-allowed` for a protocol that none of the actor's authorisations follows.
   */
  async import(ctx: Ctx, { source, fileName }: ImportProtocol): Promise<Imported & { readonly code: string }> {
    const read = await this.reading.read(source, fileName, ctx.actor.personId);
    if (!read.ok) throw invalid(fileName, read.problems);
    const { protocol } = read;
    return this.transactions.inTransaction(ctx.actor, ctx.requestId, (own) => this.keep(own, protocol, { source, fileName }));
  }

  private async keep(ctx: Ctx, protocol: Protocol, { source, fileName }: ImportProtocol): Promise<Imported & { readonly code: string }> {
    const followers = await this.followers.of(ctx.tx, protocol.code);
    if (!followers.some(({ id }) => ctx.ability.can('read', asProtocol(id)))) {
      throw new Problem('not-allowed', {
        rule: 'C1.1',
        detail: say({ code: 'not-followed', params: { code: protocol.code } }),
      });
    }
    await this.reader.demand(ctx, 'import', protocol.code);
    const wrong = await this.reuseProblems(ctx, protocol);
    if (wrong.length > 0) throw invalid(fileName, placed(source, fileName, wrong));
    return { ...(await this.versions.keep(ctx.tx, protocol, source, actorOf(ctx))), code: protocol.code };
  }

  /** What its early access cannot take up, where the protocol of that one is in force already (charter C8.2); once it is, the link asks again. */
  private async reuseProblems({ tx, today }: Ctx, protocol: Protocol): Promise<readonly ProtocolProblem[]> {
    const later = protocol.reuse && (await this.versions.current(tx, protocol.reuse.protocol, today));
    return later ? reuseProblems(protocol, later.document) : [];
  }

  /** Puts a draft in force from a day. Forms begun keep the version they were made from. @throws Problem `conflict`, `invalid-request`. */
  async publish(ctx: Ctx, id: string, validFrom: string): Promise<string> {
    const life = await this.held(ctx, 'publish', id);
    const others = (await this.store.versions(ctx.tx, [life.code])).filter((each) => each.id !== id);
    const problem = publicationProblem(known(life), others.map(known), validFrom, ctx.today);
    if (problem) throw life.state === 'draft' ? wrongDay(problem) : new Problem('conflict', { detail: say(problem) });
    await this.store.publish(ctx.tx, id, validFrom, ctx.actor.name);
    const { code, version } = life;
    await this.journal.append(ctx, PROTOCOL_ACTS.published, { ...aboutVersion(id), details: { code, version, validFrom } });
    return code;
  }

  /** Changes the day from which a published version applies, while that day has not come. @throws Problem `conflict`, `invalid-request`. */
  async reschedule(ctx: Ctx, id: string, validFrom: string): Promise<string> {
    const life = await this.held(ctx, 'publish', id);
    const others = (await this.store.versions(ctx.tx, [life.code])).filter((each) => each.id !== id);
    const problem = reschedulingProblem(known(life), others.map(known), validFrom, ctx.today);
    const isToCome = life.state === 'published' && (life.validFrom ?? '') > ctx.today;
    if (problem) throw isToCome ? wrongDay(problem) : new Problem('conflict', { detail: say(problem) });
    await this.store.reschedule(ctx.tx, id, validFrom);
    const { code, version } = life;
    await this.journal.append(ctx, PROTOCOL_ACTS.rescheduled, {
      ...aboutVersion(id),
      details: { code, version, from: life.validFrom, validFrom },
    });
    return code;
  }

  /** No form is made from it any more; those that were keep it. A draft is put aside, and its number may be taken again. @throws Problem `conflict`. */
  async withdraw(ctx: Ctx, id: string, reason: string): Promise<string> {
    const life = await this.held(ctx, 'withdraw', id);
    if (life.state === 'withdrawn') throw new Problem('conflict', { detail: say({ code: 'already-withdrawn' }) });
    await this.store.withdraw(ctx.tx, id, reason, ctx.actor.name);
    const { code, version } = life;
    await this.journal.append(ctx, PROTOCOL_ACTS.withdrawn, { ...aboutVersion(id), details: { code, version, was: life.state, reason } });
    return code;
  }

  /** The version, its protocol held until the transaction ends, for someone who may do that. */
  private async held(ctx: Ctx, action: string, id: string): Promise<VersionLife> {
    const { code } = await this.reader.life(ctx, id);
    await this.reader.demand(ctx, action, code);
    await this.store.lock(ctx.tx, code);
    return this.reader.life(ctx, id);
  }
}

function known({ version, state, validFrom }: VersionLife) {
  return { version, state, ...(validFrom && { validFrom }) };
}

function wrongDay(problem: VersionMessage): Problem {
  const message = say(problem);
  return new Problem('invalid-request', { detail: message, items: [{ path: 'validFrom', message }] });
}

/** Each problem with its line, as the person who wrote the file meets it. */
function invalid(fileName: string, problems: readonly FileProblem[]): Problem {
  return new Problem('protocol-invalid', {
    detail: say({ code: 'nothing-imported', params: { fileName, problems: problems.length } }),
    items: problems.map(({ file, line, column, code, says }) => ({
      path: say({ code: 'line', params: { line } }),
      ...tell(says),
      file,
      line,
      column,
      problem: code,
    })),
  });
}
