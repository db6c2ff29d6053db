import { isFiness, isRpps, own } from '#kernel/domain';
import { asList, asObject, asText, at, type Json } from './json.js';
import type { ExternalCentre, ExternalProfile, HospitalRole } from './person.js';

/** What Plage does not publish, and each installation therefore says. */
export interface PlageReading {
  /** Where the roles of a profile stand; `<id>` is the profile's number. */
  readonly rolesPath: string;
  /** Whether a centre is the geographic establishment or the legal body. */
  readonly centreLevel: 'ET' | 'EJ';
}

export const DEFAULT_PLAGE_READING: PlageReading = { rolesPath: 'profile_atih.profils.<id>.roles', centreLevel: 'ET' };

const ROLES: Readonly<Record<string, HospitalRole>> = {
  medecin: 'prescriber',
  prescripteur: 'prescriber',
  pharmacien: 'pharmacist',
  'personnel non medical': 'pnm',
  pnm: 'pnm',
};

/** The profiles that Plage gives: one for each establishment and role. A profile without a known role opens nothing. */
export function plageProfiles(claims: Json, reading: PlageReading = DEFAULT_PLAGE_READING): ExternalProfile[] {
  const profiles = asObject(at(claims, ['profile_atih', 'profils']));
  return Object.entries(profiles).flatMap(([id, profile]) => {
    const centre = centreOf(asObject(asObject(profile)['entite']), reading.centreLevel);
    if (!centre) return [];
    const said = at(
      claims,
      reading.rolesPath.split('.').map((step) => (step === '<id>' ? id : step)),
    );
    const roles = new Set((typeof said === 'string' ? [said] : asList(said)).flatMap((role) => own(ROLES, plain(asText(role))) ?? []));
    return [...roles].map((role) => ({ externalId: id, centre, role }));
  });
}

export function plageRpps(claims: Json): string | undefined {
  const profiles = Object.values(asObject(at(claims, ['profile_atih', 'profils'])));
  const candidates = [at(claims, ['profile_atih', 'rpps']), ...profiles.map((profile) => asObject(profile)['rpps'])].map(asText);
  return candidates.find(isRpps);
}

function centreOf(entity: Json, level: PlageReading['centreLevel']): ExternalCentre | undefined {
  const legalId = asText(entity['finessJuridique']) || asText(entity['finess']);
  const id = level === 'EJ' ? legalId : asText(entity['finess']);
  return isFiness(id) ? { id, name: asText(entity['libelle']) || id, legalId } : undefined;
}

/** Without accents or capitals. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
