import { Injectable } from '@nestjs/common';
import { demand, Problem, type Ctx } from '#kernel/api';
import { declaredItems, differences, type Change, type Protocol } from '#protocols/domain';
import { BegunForms, type Begun } from './begun-forms.js';
import { Followers, type Follower } from './followers.js';
import { ProtocolVersions } from './protocol-versions.js';
import type { DifferenceList, DifferenceView, ProtocolList, ProtocolVersionSummary, ProtocolView } from '../protocols.messages.js';
import { say } from '../say.js';
import { asProtocol, VersionStore, type VersionLife } from './version.store.js';

const ABILITIES = ['import', 'publish', 'withdraw', 'pass-forms'] as const;

/** Reads the versions of protocols, for those who prepare and use them. */
@Injectable()
export class VersionReader {
  constructor(
    private readonly store: VersionStore,
    private readonly versions: ProtocolVersions,
    private readonly followers: Followers,
    private readonly begun: BegunForms,
  ) {}

  /** The protocols of the authorisations that the actor may read. */
  async list(ctx: Ctx): Promise<ProtocolList> {
    const readable = await this.followers.readable(ctx);
    const codes = [...new Set(readable.map(({ protocolCode }) => protocolCode))];
    return { items: await this.views(ctx, codes, readable) };
  }

  /** One of them, after an act on it. @throws Problem `not-found`. */
  async protocol(ctx: Ctx, code: string): Promise<ProtocolView> {
    const readable = (await this.followers.readable(ctx)).filter(({ protocolCode }) => protocolCode === code);
    const [view] = readable.length > 0 ? await this.views(ctx, [code], readable) : [];
    if (!view) throw new Problem('not-found');
    return view;
  }

  /** A version whose protocol the actor may read. @throws Problem `not-found`. */
  async life(ctx: Ctx, id: string): Promise<VersionLife> {
    const life = await this.store.one(ctx.tx, id);
    const followers = life ? await this.followers.of(ctx.tx, life.code) : [];
    if (!life || !followers.some((follower) => ctx.ability.can('read', asProtocol(follower.id)))) throw new Problem('not-found');
    return life;
  }

  /** A version is of all the authorisations that follow its protocol: the act is allowed on each of them, or not at all. @throws Problem `not-allowed`. */
  async demand(ctx: Ctx, action: string, code: string): Promise<void> {
    for (const { id } of await this.followers.of(ctx.tx, code)) demand(ctx, action, asProtocol(id));
  }

  /** What the later of two versions says otherwise. @throws Problem `not-found`; `invalid-request` for two protocols, or twice the same. */
  async differences(ctx: Ctx, id: string, other: string): Promise<DifferenceList> {
    const [one, two] = [await this.life(ctx, id), await this.life(ctx, other)];
    if (one.code !== two.code || one.id === two.id) {
      throw new Problem('invalid-request', { items: [{ path: 'with', message: say({ code: 'other-version-wanted' }) }] });
    }
    const [former, later] = one.version < two.version ? [one, two] : [two, one];
    const [before, after] = [await this.versions.protocol(ctx.tx, former.id), await this.versions.protocol(ctx.tx, later.id)];
    return {
      fromVersion: former.version,
      toVersion: later.version,
      items: differences(before, after).map((change) => viewDifference(change, before, after)),
    };
  }

  private async views(ctx: Ctx, codes: readonly string[], readable: readonly Follower[]): Promise<ProtocolView[]> {
    const versions = await this.store.versions(ctx.tx, codes);
    const counts = await this.begun.counts(
      ctx.tx,
      versions.map(({ id }) => id),
    );
    return Promise.all(
      codes.map(async (code): Promise<ProtocolView> => {
        const all = await this.followers.of(ctx.tx, code);
        const current = await this.versions.current(ctx.tx, code, ctx.today);
        return {
          code,
          authorisations: readable.filter(({ protocolCode }) => protocolCode === code).map(viewFollower),
          versions: versions.filter((life) => life.code === code).map((life) => viewLife(life, current?.id, counts.get(life.id))),
          // A version is of all the authorisations that follow its protocol.
          abilities: ABILITIES.filter((action) => all.every(({ id }) => ctx.ability.can(action, asProtocol(id)))),
        };
      }),
    );
  }
}

function viewFollower({ id, code, medicine, indication }: Follower): ProtocolView['authorisations'][number] {
  return { id, code, medicine, indication };
}

function viewLife(life: VersionLife, current: string | undefined, begun: Begun | undefined): ProtocolVersionSummary {
  const { id, version, title, state, validFrom, importedAt, importedBy, publishedAt, publishedBy } = life;
  const { withdrawnAt, withdrawnBy, withdrawnReason } = life;
  return {
    id,
    version,
    title,
    state,
    current: id === current,
    importedAt: importedAt.toISOString(),
    importedBy,
    ...(validFrom && { validFrom }),
    ...(publishedAt && publishedBy && { publishedAt: publishedAt.toISOString(), publishedBy }),
    ...(withdrawnAt && withdrawnBy && { withdrawnAt: withdrawnAt.toISOString(), withdrawnBy }),
    ...(withdrawnReason && { withdrawnReason }),
    forms: begun?.forms ?? 0,
    patients: begun?.patients ?? 0,
  };
}

function viewDifference(change: Change, before: Protocol, after: Protocol): DifferenceView {
  const { form, item, kind, about, says, needsMapping, breaksSignatures, losesValues } = change;
  const formTitle = [after, before].flatMap(({ forms }) => forms.find(({ code }) => code === form)?.title ?? []).at(0);
  const section = [after, before].flatMap((protocol) => sectionOf(protocol, form, item) ?? []).at(0);
  return {
    ...(form && { form }),
    ...(formTitle && { formTitle }),
    ...(section && { section }),
    ...(item && { item }),
    kind,
    about,
    words: say(says),
    needsMapping,
    breaksSignatures,
    losesValues,
  };
}

/** The title of the section in which an item, or a group, stands. */
function sectionOf({ forms }: Protocol, code: string | undefined, item: string | undefined): string | undefined {
  const form = forms.find((each) => each.code === code);
  if (!form || item === undefined) return undefined;
  const found = declaredItems(form).find((each) => each.item.code === item || each.group?.code === item);
  return found?.section.title;
}
