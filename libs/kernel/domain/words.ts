import { capitalised } from './elision.js';
import { own } from './own.js';
import type { DeviceClass } from './device-class.js';

/** The months of a year, January first. */
export const MONTH_WORDS: readonly string[] = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

/** Whether something is so, in a table. */
export function yesOrNo(isSo: boolean): string {
  return isSo ? 'oui' : 'non';
}

/** On what someone works, as coarsely as it is known. */
export const DEVICE_WORDS: Readonly<Record<DeviceClass, string>> = {
  computer: 'ordinateur',
  tablet: 'tablette',
  phone: 'téléphone',
  other: 'autre appareil',
};

/** Who answers a questionnaire that a professional opened for a patient: nobody is named but that professional. */
export function patientOfInWords(name: string): string {
  return `Patient (questionnaire ouvert par ${name})`;
}

/** In which role someone acts, as it stands in a sentence; `capitalised` where it stands alone. */
export const ROLE_WORDS = {
  prescriber: 'prescripteur',
  pharmacist: 'pharmacien',
  pnm: 'personnel non médical',
  exploitant: 'exploitant',
  'data-manager': 'data manager',
  gestionnaire: 'gestionnaire',
  administrateur: 'administrateur',
  patient: 'patient',
  system: 'Passerelle',
} as const;

export type RoleName = keyof typeof ROLE_WORDS;

/** A role as the journal and the session name it. One that we do not know shows its code rather than nothing. */
export function roleInWords(role: string | undefined): string {
  return (role && own(ROLE_WORDS, role)) || role || '';
}

/** The tool itself, and a person who has not said yet as whom they work. */
const NO_ROLE: readonly string[] = ['system', 'none'];

interface Author {
  readonly actorName: string;
  readonly actorRole: string;
  readonly centreName?: string;
}

/** Who did it, as whom and for which centre: an entry of the journal, signed. */
export function byWhomInWords({ actorName, actorRole, centreName }: Author): string {
  return [actorName, !NO_ROLE.includes(actorRole) && roleInWords(actorRole), centreName].filter(Boolean).join(' – ');
}

/** A role, where it stands alone. */
export function roleTitle(role: string | undefined): string {
  return capitalised(roleInWords(role));
}
