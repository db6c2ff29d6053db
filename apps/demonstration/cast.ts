import type { DataSource, EntityManager } from 'typeorm';
import { longestTerm } from '#authorisations/domain';
import { enterStaff, People } from '#identity/api';
import { Journal, type Actor } from '#kernel/api';
import { calendarDate } from '#kernel/domain';
import { ProtocolVersions, shippedProtocols } from '#protocols/api';
import type { Protocol } from '#protocols/domain';
import { AUTHORISATIONS, GROUP, HOLDERS } from './authorisations.js';
import { asExternal, HOSPITAL, PRO_SANTE_CONNECT, STAFF } from './people.js';

/** Enters companies, authorisations, protocols and people: what an operator finds before the first request. */
export async function enterBasics(tx: EntityManager): Promise<void> {
  for (const { id, name } of HOLDERS) await tx.query('INSERT INTO holder (id, name) VALUES ($1, $2)', [id, name]);
  const [group] = await tx.query('INSERT INTO authorisation_group (name, access) VALUES ($1, $2) RETURNING id', [GROUP.name, GROUP.access]);
  for (const { code, holderId, kind, medicine, inn, indication, indicationCode, ucdCodes, protocolCode, grantedOn } of AUTHORISATIONS) {
    await tx.query(
      `INSERT INTO authorisation (code, holder_id, group_id, kind, medicine, inn, indication, ucd_codes, protocol_code, granted_on, ends_on, indication_code)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        code,
        holderId,
        (GROUP.codes as readonly string[]).includes(code) ? group.id : null,
        kind,
        medicine,
        inn,
        indication,
        ucdCodes,
        protocolCode,
        grantedOn,
        longestTerm(kind, calendarDate(grantedOn)),
        indicationCode,
      ],
    );
  }
  await enterProtocols(tx, ({ version }) => version === 1);
  const people = new People();
  for (const person of [...HOSPITAL.map(asExternal), ...PRO_SANTE_CONNECT]) await people.arrive(tx, person);
  await enterAccounts(tx);
}

async function enterAccounts(tx: EntityManager): Promise<void> {
  for (const { login, name, role, domain, holderId, scope } of STAFF) {
    const [givenName, familyName] = name;
    const email = `${login}@${domain}.exemple.fr`;
    const id = await enterStaff(tx, { subject: login, familyName, givenName, email, role, holderId });
    await tx.query('INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation WHERE code = ANY($2)', [
      id,
      scope,
    ]);
  }
}

/** The versions that came while patients were followed: forms begun keep the one they have. */
export async function enterLaterVersions(tx: EntityManager): Promise<void> {
  await enterProtocols(tx, ({ version }) => version > 1);
}

async function enterProtocols(tx: EntityManager, which: (protocol: Protocol) => boolean): Promise<void> {
  const versions = new ProtocolVersions(new Journal());
  for (const { protocol, source } of shippedProtocols()) if (which(protocol)) await versions.import(tx, protocol, source);
}

/** Someone of the demonstration at work: who they are, and what a FAT asks of them. */
export interface Player {
  readonly actor: Actor;
  readonly familyName: string;
  readonly givenName: string;
  readonly rpps: string;
  readonly email: string;
}

/** Everyone who acts, by account and centre: `prescripteur-a@540002698`; staff by account alone. */
export async function readCast(db: DataSource): Promise<ReadonlyMap<string, Player>> {
  const rows: Record<string, string>[] = await db.query(CAST);
  return new Map(
    rows.map((row) => {
      const { personId = '', familyName = '', givenName = '', rpps = '', email = '', subject = '', provider = '' } = row;
      const profile = row['profileId'] && {
        id: row['profileId'],
        role: String(row['role']),
        centreId: String(row['centreId']),
        centreName: String(row['centreName']),
      };
      const actor: Actor = {
        personId,
        name: `${givenName} ${familyName}`,
        sessionId: 'demonstration',
        provider,
        ...(profile && { profile }),
        // Which authorisations are theirs, the access rights say.
        ...(row['staffRole'] && { staff: { role: row['staffRole'], authorisationIds: [] } }),
      };
      return [profile ? `${subject}@${profile.centreId}` : subject, { actor, familyName, givenName, rpps: rpps ?? '', email }];
    }),
  );
}

const CAST = `
  SELECT i.subject, i.provider, p.id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName", p.rpps, p.email,
    pr.id AS "profileId", pr.role, pr.centre_id AS "centreId", c.name AS "centreName", st.role AS "staffRole"
  FROM identity i JOIN person p ON p.id = i.person_id
  LEFT JOIN profile pr ON pr.person_id = p.id LEFT JOIN centre c ON c.id = pr.centre_id LEFT JOIN staff st ON st.person_id = p.id`;
