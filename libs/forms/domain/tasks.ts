import type { TaskGroup, TaskKind } from '#kernel/domain';

const TO_COMPLETE_OR_SIGN: TaskGroup = { title: 'Fiches d’accès à compléter ou à signer', icon: 'sign', tone: 'amber' };

/** What a request and its forms ask of people. */
export const FORM_TASKS = {
  answerMore: {
    name: 'answer-more',
    text: 'Compléter la fiche\u00a0: l’exploitant demande un complément',
    urgency: 'treatment',
    group: TO_COMPLETE_OR_SIGN,
  },
  signAsPrescriber: {
    name: 'sign-prescriber',
    text: 'Signer la fiche en qualité de prescripteur',
    urgency: 'treatment',
    group: TO_COMPLETE_OR_SIGN,
  },
  signAsPharmacist: {
    name: 'sign-pharmacist',
    text: 'Relire, compléter la partie de la pharmacie et signer',
    urgency: 'treatment',
    group: TO_COMPLETE_OR_SIGN,
  },
  decide: {
    name: 'decide',
    text: 'Donner un avis sur la demande',
    urgency: 'treatment',
    group: { title: 'Avis à donner', icon: 'scales', tone: 'amber' },
  },
  unlockAsked: {
    name: 'form-unlock-asked',
    text: 'Répondre à un centre qui demande de rouvrir une fiche verrouillée',
    urgency: 'asked',
    group: { title: 'Déverrouillages demandés', icon: 'lock', tone: 'amber' },
  },
  complete: {
    name: 'complete',
    text: 'Terminer la saisie de la fiche',
    urgency: 'begun',
    group: { title: 'Fiches d’accès à terminer', icon: 'pen', tone: 'blue' },
  },
  newNumber: { name: 'new-number', text: 'Lire le numéro d’enregistrement qui vient d’être attribué', urgency: 'told' },
} as const satisfies Readonly<Record<string, TaskKind>>;
