import { asObject, asText, type Json } from './json.js';
import type { ExternalPerson, Provider } from './person.js';
import { DEFAULT_PLAGE_READING, plageProfiles, plageRpps, type PlageReading } from './plage.js';
import { proSanteConnectProfiles, proSanteConnectRpps } from './pro-sante-connect.js';

/** The claims of a provider, flat. Plage's CAS server wraps them: `{ id, attributes }`. */
export function flatClaims(userinfo: unknown): Json {
  const answer = asObject(userinfo);
  if (!('attributes' in answer)) return answer;
  const attributes = asObject(answer['attributes']);
  return { ...attributes, sub: asText(answer['id']) || asText(answer['sub']) || asText(attributes['sub']) };
}

/**
 * The person that flat claims tell of; `undefined` without a subject or a name, because an account is in someone's name (charter C3.1).
 */
export function readClaims(provider: Provider, claims: Json, reading: PlageReading = DEFAULT_PLAGE_READING): ExternalPerson | undefined {
  const subject = asText(claims['sub']);
  const familyName = asText(claims['family_name']);
  const givenName = asText(claims['given_name']);
  if (!subject || !familyName || !givenName) return undefined;
  const person = { provider, subject, familyName, givenName, email: asText(claims['email']) };
  switch (provider) {
    case 'plage':
      return { ...person, ...optional(plageRpps(claims)), profiles: plageProfiles(claims, reading) };
    case 'psc':
      return { ...person, ...optional(proSanteConnectRpps(claims)), profiles: proSanteConnectProfiles(claims, reading.centreLevel) };
    case 'operateur':
      return { ...person, profiles: [] };
  }
}

function optional(rpps: string | undefined): { rpps?: string } {
  return rpps ? { rpps } : {};
}
