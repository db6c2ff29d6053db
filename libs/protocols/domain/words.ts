import type { LookWords } from '#kernel/domain';
import type { ItemKind, MissingReason } from './language/language.js';
import type { Change } from './versions/change.js';
import type { VersionStanding } from './versions/publication.js';

/** Where a version of a protocol stands on a day. */
export const STANDING_WORDS: Readonly<Record<VersionStanding, string>> = {
  draft: 'brouillon',
  'to-come': 'publiée, à venir',
  'in-force': 'en vigueur',
  replaced: 'remplacée',
  withdrawn: 'retirée',
};

/** The nature of a change from one version to another. */
export const CHANGE_WORDS: Readonly<Record<Change['kind'], string>> = { added: 'Ajouté', removed: 'Retiré', changed: 'Modifié' };

/** What a change does to forms begun. */
export const EFFECT_WORDS = {
  needsMapping: 'Il faut dire ce que deviennent les réponses',
  losesValues: 'Des réponses peuvent quitter les données',
  breaksSignatures: 'Une fiche signée garde sa version',
  keepsVisit: 'Une fiche commencée à cette visite garde sa version',
  calendar: 'Change le calendrier des patients suivis',
  none: 'Ne change rien à ce qui est saisi',
} as const;

/** What it makes of one of its answers. */
export const PASSAGE_CHANGE_WORDS = {
  moved: 'change',
  left: 'quitte les données',
  refused: 'n’est plus admise',
  asked: 'une query est posée',
  hidden: 'ne s’applique plus',
  missing: 'sera demandée',
} as const;

/** What a passage to another version makes of a begun form. */
export const PASSAGE_WORDS = { ready: 'prête', undecided: 'à décider', kept: 'garde sa version' } as const;

/** Kinds of fields, as lists of changes name them. */
export const ITEM_KIND_WORDS: Readonly<Record<ItemKind, string>> = {
  text: 'texte court',
  long: 'texte long',
  int: 'nombre entier',
  dec: 'nombre décimal',
  date: 'date',
  month: 'mois',
  partialDate: 'date partielle',
  time: 'heure',
  dateTime: 'date et heure',
  choice: 'choix',
  multi: 'choix multiple',
  on: 'oui ou non',
  oni: 'oui, non ou inconnu',
  calc: 'valeur calculée',
};

/** Why there is no value, in the words of screens and paper. */
export const MISSING_REASON_LABELS: Readonly<Record<MissingReason, string>> = {
  ND: 'Non disponible',
  NF: 'Non fait',
  NA: 'Non applicable',
};

export const PROTOCOL_LOOKS: LookWords = {
  protocol: 'protocole',
  protocols: 'protocole',
  'protocol-versions': 'version de protocole',
  'protocol-differences': 'différences entre versions d’un protocole',
};
