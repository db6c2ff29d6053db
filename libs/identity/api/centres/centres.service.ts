import { Injectable } from '@nestjs/common';
import { judgeCentres, say } from '#identity/domain';
import { actorOf, decodeCursor, encodeCursor, Journal, type Ctx } from '#kernel/api';
import type { CentrePage, CentreView, ImportCentres, ImportReport, ListCentres } from './centres.messages.js';
import { importCentres } from './import-centres.js';

const PAGE = 50;

/** The centres of the installation: a file of the register (FINESS) brings them before anyone of them has signed in. */
@Injectable()
export class Centres {
  constructor(private readonly journal: Journal) {}

  /** By number, which never moves: those of a department together. @throws Problem `bad-cursor`. */
  async page({ tx }: Ctx, { words, cursor }: ListCentres): Promise<CentrePage> {
    const [id] = cursor ? decodeCursor(cursor, ['code']) : [];
    const rows: CentreView[] = await tx.query(LISTED, [words || null, id ?? null, PAGE + 1]);
    const items = rows.slice(0, PAGE);
    const last = items.at(-1);
    return { items, ...(rows.length > PAGE && last && { next: encodeCursor([last.id]) }) };
  }

  /** Enters those that can be, and says of each other line why it cannot: a broken line loses none of the others. */
  async import(ctx: Ctx, { centres: told }: ImportCentres): Promise<ImportReport> {
    const { centres, wrong } = judgeCentres(told);
    const { made, changed, unchanged } = await importCentres({ tx: ctx.tx, journal: this.journal, actor: actorOf(ctx) }, centres);
    const refused = wrong.map(({ line, says }) => ({ line, message: say(says) }));
    return { made: made.length, changed: changed.length, unchanged, refused };
  }
}

/** The whole words that one looks for, wherever they stand in the name; a number from its beginning, spaces apart. */
const LISTED = `
  SELECT centre.id, centre.name, centre.legal_id AS "legalId", centre.zone,
    (SELECT count(DISTINCT person_id)::int FROM profile WHERE profile.centre_id = centre.id AND profile.active) AS people
  FROM centre
  WHERE ($1::text IS NULL OR position(lower($1) IN lower(centre.name)) > 0 OR starts_with(centre.id, upper(replace($1, ' ', ''))))
    AND ($2::text IS NULL OR centre.id > $2)
  ORDER BY centre.id LIMIT $3`;
