import type { TaskKind } from '#kernel/domain';

const list = (etat: string) => ({ label: 'Pharmacovigilance', path: '/pharmacovigilance', params: { etat } });

/** What declarations ask of the holder's pharmacovigilance (charter P3). */
export const CASE_TASKS = {
  toRead: {
    name: 'case-to-read',
    text: 'Prendre connaissance d’une déclaration de pharmacovigilance',
    urgency: 'safety',
    group: { title: 'Déclarations à lire', icon: 'alert', tone: 'red', list: list('to-acknowledge') },
  },
  toTransmit: {
    name: 'case-to-transmit',
    text: 'Transmettre une déclaration de pharmacovigilance, et le dire',
    urgency: 'safety',
    group: { title: 'Déclarations à transmettre', icon: 'clock', tone: 'amber', list: list('to-transmit') },
  },
} as const satisfies Readonly<Record<string, TaskKind>>;
