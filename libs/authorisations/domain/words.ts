import { own, type LookWords } from '#kernel/domain';
import type { Kind } from './kind.js';
import type { TimelyChange } from './life/changes.js';
import type { DeadlineCode } from './life/deadlines.js';
import type { Authority, DecisionKind } from './life/decision.js';
import type { Coverage } from './life/standing.js';
import type { Status } from './status.js';

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  'AAP-PRE-AMM': 'Accès précoce avant AMM',
  'AAP-POST-AMM': 'Accès précoce après AMM',
  AAC: 'Accès compassionnel nominatif',
  'AAC-PRE-PRECOCE': 'Accès compassionnel avant accès précoce',
  CPC: 'Cadre de prescription compassionnelle',
};

/** Where an authorisation stands, and what that means for new requests and for the patients followed (charter R5). */
export const STATUS_WORDS: Readonly<Record<Status, { readonly label: string; readonly meaning: string }>> = {
  'in-force': { label: 'en vigueur', meaning: 'De nouvelles demandes peuvent être faites.' },
  suspended: {
    label: 'suspendue',
    meaning: 'Aucune nouvelle demande ne peut être faite. Le suivi des patients inscrits continue.',
  },
  ended: { label: 'terminée', meaning: 'Aucune nouvelle demande ne peut être faite. Le suivi des patients inscrits continue.' },
};

export const AUTHORITY_WORDS: Readonly<Record<Authority, string>> = {
  has: 'HAS',
  ansm: 'ANSM',
  'european-commission': 'Commission européenne',
  ministers: 'ministres chargés de la santé et de la sécurité sociale',
  holder: 'exploitant',
};

/** How the medicine is paid for, beside the authorisation itself (charter R4). */
export const COVERAGE_WORDS: Readonly<Record<Coverage, { readonly label: string; readonly meaning: string }>> = {
  access: { label: 'au titre de l’accès', meaning: 'Le médicament est pris en charge au titre de cet accès.' },
  suspended: {
    label: 'suspendue avec l’autorisation',
    meaning: 'La prise en charge est suspendue avec l’autorisation. Les patients déjà traités restent traités et suivis.',
  },
  temporary: {
    label: 'temporaire',
    meaning:
      'Prise en charge temporaire après l’accès précoce (CSS, art. L.\u00a0162-16-5-1-2)\u00a0: de nouvelles demandes peuvent être faites.',
  },
  listed: {
    label: 'de droit commun',
    meaning: 'Le médicament est inscrit au remboursement\u00a0: il est pris en charge dans le droit commun.',
  },
  continuity: {
    label: 'au titre de la continuité des traitements',
    meaning:
      'La prise en charge au titre de l’accès a pris fin. L’exploitant assure la continuité des traitements en cours pendant un an au moins.',
  },
  over: { label: 'terminée', meaning: 'La prise en charge au titre de l’accès et la continuité d’un an sont passées.' },
};

/** A change, as it stands in a sentence; what it changes for the hospital, and what it does not. */
export interface ChangeInWords {
  readonly label: string;
  readonly changes: string;
  readonly stays: string;
}

/** What is decided or happens. */
export const DECISION_WORDS: Readonly<Record<DecisionKind, ChangeInWords>> = {
  granted: {
    label: 'octroi de l’autorisation',
    changes: 'De nouvelles demandes d’accès peuvent être faites.',
    stays: 'Rien n’existait avant.',
  },
  renewed: {
    label: 'renouvellement',
    changes: 'L’autorisation a un nouveau terme.',
    stays: 'Les demandes, les fiches, les numéros et le suivi restent les mêmes\u00a0: il n’y a rien à faire.',
  },
  suspended: {
    label: 'suspension',
    changes: 'Aucune nouvelle demande d’accès ne peut être faite ni envoyée tant qu’elle dure.',
    stays: 'Une suspension n’est pas une fin\u00a0: le suivi des patients inscrits continue, avec les mêmes fiches et les mêmes numéros.',
  },
  lifted: {
    label: 'levée de la suspension',
    changes: 'De nouvelles demandes d’accès peuvent être faites.',
    stays: 'Le suivi des patients inscrits continue comme avant.',
  },
  withdrawn: {
    label: 'retrait de l’autorisation',
    changes: 'Aucune nouvelle demande d’accès ne peut être faite. La prise en charge au titre de l’accès prend fin.',
    stays: 'Le suivi des patients inscrits continue, et les centres gardent leur accès.',
  },
  'aap-granted': {
    label: 'accès précoce accordé',
    changes: 'Cet accès compassionnel prend fin\u00a0: les nouvelles demandes se font sous l’accès précoce.',
    stays: 'Le suivi des patients inscrits continue, et les centres gardent leur accès.',
  },
  'amm-date': {
    label: 'date fixée pour la demande d’AMM',
    changes: 'L’exploitant demande l’AMM à cette date au plus tard.',
    stays: 'Rien ne change pour les centres.',
  },
  'amm-applied': {
    label: 'demande d’AMM déposée',
    changes: 'L’échéance de la demande d’AMM est tenue.',
    stays: 'Rien ne change pour les centres.',
  },
  'amm-granted': {
    label: 'AMM obtenue',
    changes: 'Sous accès précoce, les effets indésirables se déclarent désormais au portail national ou au CRPV.',
    stays: 'Les patients gardent leur numéro, les fiches et le calendrier restent les mêmes\u00a0: il n’y a rien à faire.',
  },
  'amm-lost': {
    label: 'AMM ou demande d’AMM retirée',
    changes: 'La prise en charge au titre de l’accès prend fin.',
    stays: 'L’autorisation et le suivi des patients inscrits continuent.',
  },
  'listing-applied': {
    label: 'demande d’inscription déposée',
    changes: 'L’échéance de la demande d’inscription est tenue.',
    stays: 'Rien ne change pour les centres.',
  },
  listed: {
    label: 'inscription au remboursement',
    changes: 'Le médicament est pris en charge dans le droit commun.',
    stays: 'L’autorisation a sa propre fin\u00a0: le suivi des patients inscrits continue.',
  },
  'listing-refused': {
    label: 'inscription refusée',
    changes: 'La prise en charge au titre de l’accès prend fin. L’exploitant assure la continuité des traitements.',
    stays: 'Le suivi des patients inscrits continue, avec les mêmes fiches et les mêmes numéros.',
  },
  'listing-dropped': {
    label: 'demande d’inscription retirée',
    changes: 'La prise en charge au titre de l’accès prend fin. L’exploitant assure la continuité des traitements.',
    stays: 'Le suivi des patients inscrits continue, avec les mêmes fiches et les mêmes numéros.',
  },
  'alternative-covered': {
    label: 'alternative prise en charge',
    changes: 'La prise en charge au titre de l’accès prend fin. L’exploitant assure la continuité des traitements.',
    stays: 'Le suivi des patients inscrits continue, avec les mêmes fiches et les mêmes numéros.',
  },
  'temporary-coverage': {
    label: 'prise en charge temporaire',
    changes: 'L’accès précoce fait place à la prise en charge temporaire. De nouvelles demandes peuvent toujours être faites.',
    stays:
      'Ce n’est pas une fin\u00a0: les patients gardent leur numéro, les fiches et le calendrier restent les mêmes, il n’y a rien à faire.',
  },
  'temporary-coverage-ended': {
    label: 'fin de la prise en charge temporaire',
    changes: 'Aucune nouvelle demande d’accès ne peut être faite. L’exploitant assure la continuité des traitements.',
    stays: 'Le suivi des patients inscrits continue, et les centres gardent leur accès.',
  },
  'rare-disease': {
    label: 'maladie rare reconnue',
    changes: 'L’exploitant a dix-huit mois pour demander l’accès précoce, au lieu de douze.',
    stays: 'Rien ne change pour les centres.',
  },
  'aap-applied': {
    label: 'demande d’accès précoce déposée',
    changes: 'L’engagement de l’exploitant est tenu.',
    stays: 'Rien ne change pour les centres.',
  },
  'aap-delayed': {
    label: 'délai de six mois accordé',
    changes: 'L’exploitant a six mois de plus pour demander l’accès précoce.',
    stays: 'Rien ne change pour les centres.',
  },
  available: {
    label: 'mise à disposition',
    changes: 'Le médicament est disponible.',
    stays: 'Rien ne change dans le recueil.',
  },
  'report-sent': {
    label: 'rapport de synthèse transmis',
    changes: 'L’échéance de ce rapport est tenue.',
    stays: 'Rien ne change pour les centres.',
  },
  'put-waived': {
    label: 'dispense de PUT et de suivi',
    changes: 'Plus rien n’est recueilli ici\u00a0: aucune inclusion, aucune fiche de suivi n’est demandée.',
    stays: 'Le médicament reste accessible. Ce qui est déjà saisi est gardé et se lit. Les effets indésirables se déclarent toujours.',
  },
  'put-required': {
    label: 'fin de la dispense de PUT et de suivi',
    changes: 'Le recueil reprend\u00a0: les inclusions et les fiches du calendrier sont de nouveau demandées.',
    stays: 'Les patients gardent leur numéro, et ce qui était saisi est toujours là.',
  },
};

/** What time changes by itself, told as what is decided. */
const TIMELY_WORDS: Readonly<Record<TimelyChange, ChangeInWords>> = {
  'term-passed': {
    label: 'terme passé sans renouvellement',
    changes: 'Aucune nouvelle demande d’accès ne peut être faite. L’exploitant assure la continuité des traitements.',
    stays: 'Le suivi des patients inscrits continue, et les centres gardent leur accès.',
  },
  'suspension-over': {
    label: 'suspension arrivée à son terme',
    changes: 'De nouvelles demandes d’accès peuvent être faites.',
    stays: 'Le suivi des patients inscrits continue comme avant.',
  },
  'temporary-coverage-over': {
    label: 'prise en charge temporaire arrivée à son terme',
    changes: 'Aucune nouvelle demande d’accès ne peut être faite. L’exploitant assure la continuité des traitements.',
    stays: 'Le suivi des patients inscrits continue, et les centres gardent leur accès.',
  },
  'coverage-lapsed': {
    label: 'prise en charge éteinte',
    changes: 'Après l’AMM, l’inscription n’a pas été demandée ou décidée à temps\u00a0: la prise en charge au titre de l’accès a pris fin.',
    stays: 'Le suivi des patients inscrits continue, avec les mêmes fiches et les mêmes numéros.',
  },
};

/** What changed, in words: by a decision or by time. */
export function changeInWords(kind: DecisionKind | TimelyChange): ChangeInWords {
  return own(TIMELY_WORDS, kind) ?? DECISION_WORDS[kind as DecisionKind];
}

/** What is due, as it stands in a sentence, and where that comes from. */
export const DEADLINE_WORDS: Readonly<Record<DeadlineCode, { readonly label: string; readonly meaning: string }>> = {
  renewal: {
    label: 'terme de l’autorisation',
    meaning: 'Sans renouvellement, avec son rapport de synthèse, l’autorisation prend fin le lendemain (un an au plus, trois pour un CPC).',
  },
  'suspension-end': {
    label: 'fin de la suspension',
    meaning: 'L’autorisation est de nouveau en vigueur le lendemain (trois mois au plus pour une AAP).',
  },
  'temporary-coverage-end': {
    label: 'fin de la prise en charge temporaire',
    meaning: 'Aucune nouvelle demande n’est reçue à partir du lendemain.',
  },
  'amm-application': { label: 'demande d’AMM', meaning: 'À la date fixée par la HAS, deux ans au plus après l’octroi.' },
  'listing-application': { label: 'demande d’inscription au remboursement', meaning: 'Dans le mois qui suit l’AMM.' },
  'aap-application': {
    label: 'demande d’accès précoce',
    meaning: 'Dans les douze mois de la première AAC (dix-huit pour une maladie rare), prolongés de six mois à chaque délai accordé.',
  },
  availability: { label: 'mise à disposition du médicament', meaning: 'Dans les deux mois de l’octroi.' },
  'coverage-without-application': {
    label: 'prise en charge sans demande d’inscription',
    meaning: 'Elle prend fin le lendemain si aucune inscription n’est demandée dans le mois de l’AMM.',
  },
  'coverage-without-listing': {
    label: 'prise en charge sans décision d’inscription',
    meaning: 'Elle prend fin le lendemain si rien n’est décidé dans les sept mois de l’AMM.',
  },
  'covered-continuity': {
    label: 'continuité prise en charge',
    meaning: 'Les trois premiers mois de la continuité des traitements sont pris en charge.',
  },
  continuity: { label: 'continuité des traitements', meaning: 'L’exploitant l’assure un an au moins après la fin de la prise en charge.' },
  'synthesis-report': { label: 'rapport de synthèse', meaning: 'À la périodicité fixée par le PUT.' },
};

export const AUTHORISATION_LOOKS: LookWords = {
  authorisation: 'autorisation',
  authorisations: 'autorisation',
  holders: 'exploitants',
  'authorisation-groups': 'groupes d’indications',
};
