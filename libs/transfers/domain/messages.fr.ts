import { frenchLongDate, type CalendarDate } from '#kernel/domain';

/** Who was to receive the patient, and where. */
interface Receiver {
  readonly person: string;
  readonly centre: string;
}

interface OnDay {
  readonly day: CalendarDate;
}

/** Why a transfer is refused, or stands. */
export const TRANSFERS_FRENCH = {
  'not-included': () =>
    'Ce patient n’a pas encore de numéro d’enregistrement\u00a0: un transfert n’est possible qu’une fois l’accès accordé.',
  'planned-already': ({ day }: OnDay) =>
    `Un transfert de ce patient est déjà prévu le ${frenchLongDate(day)}\u00a0: annulez-le d’abord s’il ne doit pas avoir lieu.`,
  'followed-there': () => 'Ce centre suit déjà le patient\u00a0: choisissez-en un autre.',
  'before-inclusion': ({ day }: OnDay) => `L’accès a été accordé le ${frenchLongDate(day)}\u00a0: indiquez ce jour ou un jour suivant.`,
  'before-stay': ({ day }: OnDay) =>
    `Le centre actuel suit le patient depuis le ${frenchLongDate(day)}\u00a0: indiquez ce jour ou un jour suivant.`,
  'too-far-ahead': ({ day }: OnDay) => `Un transfert se prévoit un an à l’avance au plus\u00a0: jusqu’au ${frenchLongDate(day)}.`,
  'return-too-soon': ({ day }: OnDay) => `Le retour vient après le transfert\u00a0: indiquez un jour après le ${frenchLongDate(day)}.`,
  'return-is-past': () => 'Ce jour de retour est passé\u00a0: enregistrez d’abord le transfert, puis le retour comme un second transfert.',
  'receiver-gone': ({ person, centre }: Receiver) =>
    `${person} n’est plus prescripteur de ${centre}\u00a0: ce transfert ne se fait pas sans un prescripteur qui reçoive le patient. Choisissez-en un autre, ou annulez le transfert.`,
  'receiver-awaited': ({ person, centre }: Receiver) =>
    `${person} n’est plus prescripteur de ${centre}\u00a0: ce transfert attend que le gestionnaire choisisse un autre prescripteur.`,
  'transferred-since': () => 'Le patient a de nouveau été transféré depuis\u00a0: seul le dernier transfert peut être défait.',
  'written-since': () =>
    'Le centre qui a reçu le patient a écrit dans le dossier depuis\u00a0: ce transfert ne se défait plus. Transférez de nouveau le patient.',
};
