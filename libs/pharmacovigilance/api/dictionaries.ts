import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal, SYSTEM_ACTOR } from '#kernel/api';
import { DICTIONARY_ACTS, foldTerm, wordsToFind, type Term } from '#pharmacovigilance/domain';

/** A list shows no more: one types another word. */
const LONGEST = 20;

/** Rows of one statement while a dictionary is loaded. */
const BATCH = 5_000;

const TERM = `code, name, pt_code AS "ptCode", pt_name AS "ptName", soc_name AS "socName", current`;

/** The MedDRA dictionary that the operator loaded: licensed, so the product ships none. */
@Injectable()
export class Dictionaries {
  constructor(private readonly journal: Journal) {}

  /** Of the dictionary in use; undefined while none was loaded. */
  async version(tx: EntityManager): Promise<string | undefined> {
    const [row] = await tx.query('SELECT version FROM meddra_version ORDER BY loaded_at DESC LIMIT 1');
    return row?.version;
  }

  /** By its code, be it still proposed or not. */
  async term(tx: EntityManager, code: string): Promise<Term | undefined> {
    const [row] = await tx.query(`SELECT ${TERM} FROM meddra_term WHERE code = $1`, [code]);
    return row;
  }

  /**
   * Terms in use that have some of the words, best first: the term itself; then those that have most of what was typed, as whole words, at the
   * beginning of words, or inside them; of those alike, the ones that say least beside it. It reads all of them, at most eight words each: an index on
   * parts of words is an extension that not every PostgreSQL has (docs/performance.md).
   */
  async search(tx: EntityManager, text: string): Promise<Term[]> {
    if (/^\d{8}$/.test(text.trim())) {
      const term = await this.term(tx, text.trim());
      return term ? [term] : [];
    }
    const words = wordsToFind(text);
    if (words.length === 0) return [];
    return tx.query(
      `SELECT ${TERM} FROM (
         SELECT *, (
           SELECT sum(length(word) * CASE
             WHEN ' ' || folded || ' ' LIKE '% ' || word || ' %' OR ' ' || folded || ' ' LIKE '% ' || word || '_ %' THEN 4
             WHEN ' ' || folded LIKE '% ' || word || '%' THEN 3
             WHEN position(word IN folded) > 0 THEN 1
             ELSE 0 END) FROM unnest($1::text[]) AS word
         ) AS score FROM meddra_term
         WHERE current AND folded LIKE ANY($3)
       ) AS term
       ORDER BY folded = $2 DESC, score DESC, length(folded), folded, code LIMIT ${LONGEST}`,
      // Folded words hold letters and digits: nothing that LIKE would read otherwise.
      [words, foldTerm(text), words.map((word) => `%${word}%`)],
    );
  }

  /**
   * Puts this dictionary in the place of the one in use, all of it. Codings keep the words of theirs. Asks of `tx` plain SQL only, so that the
   * command needs no more.
   */
  async load(tx: EntityManager, version: string, terms: readonly Term[]): Promise<void> {
    await tx.query('DELETE FROM meddra_term');
    for (let from = 0; from < terms.length; from += BATCH) {
      const rows = terms.slice(from, from + BATCH).map((term) => ({ ...term, folded: foldTerm(term.name) }));
      await tx.query(
        `INSERT INTO meddra_term (code, name, folded, pt_code, pt_name, soc_name, current)
         SELECT code, name, folded, "ptCode", "ptName", "socName", current
         FROM json_to_recordset($1) AS row (code text, name text, folded text, "ptCode" text, "ptName" text, "socName" text, current boolean)`,
        [JSON.stringify(rows)],
      );
    }
    await tx.query(
      `INSERT INTO meddra_version (version, terms) VALUES ($1, $2)
       ON CONFLICT (version) DO UPDATE SET terms = excluded.terms, loaded_at = clock_timestamp()`,
      [version, terms.length],
    );
    await this.journal.appendAs(tx, SYSTEM_ACTOR, DICTIONARY_ACTS.loaded, {
      stream: 'dictionary',
      subject: 'meddra',
      details: { version, terms: terms.length },
    });
  }
}
