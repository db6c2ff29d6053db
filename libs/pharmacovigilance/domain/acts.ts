import { ofEnrolment, ofStream } from '#kernel/domain';

interface AboutDeclaration {
  /** `EI` or `SP`. */
  readonly kind: string;
  readonly formId: string;
  readonly title: string;
  /** 1 for the first declaration of a case, then one more for each that completes it. */
  readonly version: number;
}

interface Transmission {
  readonly versions: readonly number[];
  /** A calendar date, and as it is read in French. */
  readonly on: string;
  readonly day: string;
  readonly to: string | null;
}

interface Coded {
  readonly form: string;
  readonly protocolVersionId: string;
  readonly formId: string;
  readonly version: number;
}

const CASE = { subject: 'case' };

/** What is done with a case of pharmacovigilance (charter P3). */
export const CASE_ACTS = {
  received: ofEnrolment<AboutDeclaration>({
    ...CASE,
    name: 'case.received',
    label: 'Déclaration reçue',
    sentence: ({ version, title }) =>
      Number(version) > 1
        ? `Déclaration complémentaire n°\u00a0${Number(version) - 1} reçue\u00a0: ${title}`
        : `Déclaration reçue\u00a0: ${title}`,
  }),
  becameSerious: ofEnrolment<AboutDeclaration>({
    ...CASE,
    name: 'case.became-serious',
    label: 'Déclaration devenue grave\u00a0: à prendre en charge de nouveau par la pharmacovigilance',
  }),
  clockShortened: ofEnrolment<AboutDeclaration>({
    ...CASE,
    name: 'case.clock-shortened',
    label: 'Délai de pharmacovigilance raccourci\u00a0: déclaration à prendre en charge de nouveau',
  }),
  clockChanged: ofEnrolment<AboutDeclaration>({
    ...CASE,
    name: 'case.clock-changed',
    label: 'Délai de pharmacovigilance recompté\u00a0: la gravité déclarée a changé',
  }),
  acknowledged: ofEnrolment<{ readonly versions: readonly number[] }>({
    ...CASE,
    name: 'case.acknowledged',
    label: 'Déclaration prise en charge par la pharmacovigilance de l’exploitant',
  }),
  transmitted: ofEnrolment<Transmission>({
    ...CASE,
    name: 'case.transmitted',
    label: 'Déclaration transmise',
    sentence: ({ day, to }) => `Déclaration transmise le ${day}, à ${to}, selon la pharmacovigilance de l’exploitant`,
  }),
  transmissionUndone: ofEnrolment<Transmission & { readonly reason: string }>({
    ...CASE,
    name: 'case.transmission-undone',
    label: 'Transmission corrigée\u00a0: la déclaration est à transmettre',
    sentence: ({ day, to }) => `Transmission du ${day} à ${to} corrigée\u00a0: la déclaration est à transmettre`,
  }),
  coded: ofEnrolment<Coded & { readonly dictionary?: string }>({
    ...CASE,
    name: 'case.coded',
    label: 'Verbatim codé par la pharmacovigilance',
  }),
  codeRemoved: ofEnrolment<Coded>({ ...CASE, name: 'case.code-removed', label: 'Code d’un verbatim retiré par la pharmacovigilance' }),
} as const;

export const DICTIONARY_ACTS = {
  loaded: ofStream<{ readonly version: string; readonly terms: number }>('installation', {
    name: 'dictionary.loaded',
    subject: 'dictionary',
    label: 'Dictionnaire MedDRA chargé',
    changesRights: false,
  }),
} as const;
