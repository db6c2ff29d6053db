import { isFiness, isRpps, own } from '#kernel/domain';
import { asList, asObject, asText, type Json } from './json.js';
import type { ExternalProfile, HospitalRole } from './person.js';

/** Professions (OID 1.2.250.1.71.1.2.7) that have a part here: médecin, pharmacien, infirmier, préparateur, technicien de laboratoire. */
const PROFESSIONS: Readonly<Record<string, HospitalRole>> = {
  '10': 'prescriber',
  '21': 'pharmacist',
  '60': 'pnm',
  '38': 'pnm',
  '86': 'pnm',
};

/** A student has the profession's code without its rights. */
const STUDENT = 'E';

/** The places of work that the national directory knows: one profile for each establishment and profession. */
export function proSanteConnectProfiles(claims: Json, centreLevel: 'ET' | 'EJ' = 'ET'): ExternalProfile[] {
  const practices = asList(asObject(claims['SubjectRefPro'])['exercices']).map(asObject);
  const profiles = practices.flatMap((practice) => {
    const role = own(PROFESSIONS, asText(practice['codeProfession']));
    if (!role || asText(practice['codeCategorieProfessionnelle']) === STUDENT) return [];
    return asList(practice['activities'])
      .map(asObject)
      .flatMap((activity) => profileOf(activity, role, centreLevel));
  });
  return profiles.filter(
    ({ centre, role }, index) => profiles.findIndex((one) => one.centre.id === centre.id && one.role === role) === index,
  );
}

/** The number of the national directory: among the other identifiers, or after the `8` of the national one. */
export function proSanteConnectRpps(claims: Json): string | undefined {
  const others = asList(claims['otherIds']).map(asObject);
  const rpps = asText(others.find((id) => asText(id['origine']) === 'RPPS')?.['identifiant']);
  if (isRpps(rpps)) return rpps;
  const national = asText(claims['SubjectNameID']);
  return national.startsWith('8') && isRpps(national.slice(1)) ? national.slice(1) : undefined;
}

function profileOf(activity: Json, role: HospitalRole, centreLevel: 'ET' | 'EJ'): ExternalProfile[] {
  const site = asText(activity['numeroFinessSite']);
  const legalId = asText(activity['numeroFinessetablissementJuridique']) || site;
  const id = centreLevel === 'EJ' ? legalId : site;
  // A practice in town has no establishment: it opens nothing here.
  if (!isFiness(id)) return [];
  return [
    {
      externalId: asText(activity['identifiantTechniqueDeLaStructure']) || id,
      centre: { id, name: asText(activity['raisonSocialeSite']) || id, legalId },
      role,
    },
  ];
}
