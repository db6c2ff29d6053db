import { DataSource } from 'typeorm';
import { People } from '#identity/api';
import { Journal, ownerDatabase } from '#kernel/api';
import { ProtocolVersions, shippedProtocols } from '#protocols/api';
import { DECLARED } from '../database.js';
import { externalOf, OTHER_MANAGER, PERSONAS, STAFF } from './personas.js';

/** Companies and what they may distribute. */
const HOLDERS = [
  ['laboratoire-tecvayli', 'Laboratoire de TECVAYLI'],
  ['laboratoire-enhertu', 'Laboratoire d’ENHERTU'],
  ['laboratoire-vyvgart', 'Laboratoire de VYVGART'],
] as const;

const AUTHORISATIONS = [
  {
    code: 'TEC',
    holder: HOLDERS[0][0],
    kind: 'AAP-POST-AMM',
    medicine: 'TECVAYLI',
    inn: 'téclistamab',
    indication: 'Myélome multiple en rechute et réfractaire',
    protocol: 'TECVAYLI',
  },
  {
    code: 'ENH',
    holder: HOLDERS[1][0],
    kind: 'AAP-PRE-AMM',
    medicine: 'ENHERTU',
    inn: 'trastuzumab déruxtécan',
    indication: 'Cancer du sein HER2-faible métastatique',
    protocol: 'ENHERTU-HER2-FAIBLE',
  },
  {
    code: 'VYV',
    holder: HOLDERS[2][0],
    kind: 'AAP-PRE-AMM',
    medicine: 'VYVGART',
    inn: 'efgartigimod',
    indication: 'Myasthénie auto-immune généralisée',
    protocol: 'VYVGART',
  },
] as const;

/** Protocols that are there from the beginning. */
const FOLLOWED = ['TECVAYLI', 'ENHERTU-HER2-FAIBLE'];

/** What every test finds: both centres with their people, the operator's side, three authorisations of three companies; VYV has no protocol yet. */
export async function fill(url: string): Promise<void> {
  const db = await new DataSource(ownerDatabase(url, DECLARED)).initialize();
  try {
    await db.transaction(async (tx) => {
      // A world is an API alone: it is told that a worker works somewhere, and always will.
      await tx.query(`INSERT INTO worker_beat (at) VALUES ('infinity')`);
      await tx.query(`INSERT INTO holder (id, name) SELECT * FROM unnest($1::text[], $2::text[])`, [
        HOLDERS.map(([id]) => id),
        HOLDERS.map(([, name]) => name),
      ]);
      for (const { code, holder, kind, medicine, inn, indication, protocol } of AUTHORISATIONS) {
        await tx.query(
          `INSERT INTO authorisation (code, holder_id, kind, medicine, inn, indication, protocol_code, granted_on, ends_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7, '2026-01-15', '2030-01-14')`,
          [code, holder, kind, medicine, inn, indication, protocol],
        );
      }
      // Of the two that requests are about, the first version: later ones, and VYVGART, come when a test says so.
      for (const { protocol, source } of shippedProtocols()) {
        if (FOLLOWED.includes(protocol.code) && protocol.version === 1)
          await new ProtocolVersions(new Journal()).import(tx, protocol, source);
      }
      for (const [login, person] of PERSONAS) {
        if (person.provider === 'operateur') await openStaff(tx, login, person.subject);
        await new People().arrive(tx, person);
      }
    });
  } finally {
    await db.destroy();
  }
}

/** The other manager, in charge of what the first one is in charge of. */
export async function openOtherManager(db: DataSource): Promise<void> {
  const person = externalOf('operateur', OTHER_MANAGER);
  await db.transaction(async (tx) => {
    await openStaff(tx, 'gestionnaire', person.subject);
    await new People().arrive(tx, person);
  });
}

/** An account that is described under that name, for whom the operator's provider knows so. */
async function openStaff(tx: { query: DataSource['query'] }, login: string, subject: string): Promise<void> {
  const account = STAFF[login];
  if (!account) throw new Error(`No staff account is described for ${login}.`);
  const [{ id }] = await tx.query(`INSERT INTO person (family_name, given_name, email) VALUES ('-', '-', '') RETURNING id`);
  await tx.query(`INSERT INTO identity (provider, subject, person_id) VALUES ('operateur', $1, $2)`, [subject, id]);
  await tx.query(`INSERT INTO staff (person_id, role, holder_id) VALUES ($1, $2, $3)`, [id, account.role, account.holderId ?? null]);
  await tx.query(`INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation WHERE code = ANY($2)`, [
    id,
    account.scope,
  ]);
}
