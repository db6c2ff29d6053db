import { frenchMoment, ofStream, own } from '#kernel/domain';
import type { Kind } from './kind.js';
import type { Authority, DecisionKind } from './life/decision.js';
import type { DeadlineCode } from './life/deadlines.js';
import type { Status } from './status.js';
import { DEADLINE_WORDS, DECISION_WORDS, KIND_WORDS, STATUS_WORDS } from './words.js';

/** Which decision, and from what day. */
interface OfDecision {
  readonly decision: DecisionKind;
  readonly day: string;
}

const named = (label: string, { decision, day }: Partial<OfDecision>): string =>
  decision && day ? `${label}\u00a0: ${DECISION_WORDS[decision].label}, à compter du ${frenchMoment(day)}` : label;

/** What is done with an authorisation (charter R1–R5). */
export const AUTHORISATION_ACTS = {
  holderEntered: ofStream<{ readonly name: string }>('installation', {
    name: 'holder.entered',
    subject: 'Holder',
    label: 'Exploitant enregistré',
    sentence: ({ name }) => (name ? `Exploitant enregistré\u00a0: ${name}` : 'Exploitant enregistré'),
  }),
  groupMade: ofStream<{ readonly name: string; readonly access: 'single' | 'separate' }>('installation', {
    name: 'authorisation-group.made',
    subject: 'AuthorisationGroup',
    label: 'Groupe d’indications créé',
    sentence: ({ name }) => (name ? `Groupe d’indications créé\u00a0: ${name}` : 'Groupe d’indications créé'),
  }),
  opened: ofStream<{
    readonly code: string;
    readonly holderId: string;
    readonly access: Kind;
    readonly protocolCode: string;
    readonly ucdCodes: readonly string[];
    readonly day: string;
    readonly term: string;
    readonly authority: Authority;
    readonly document: string;
    readonly groupId?: string;
  }>('authorisation', {
    name: 'authorisation.opened',
    subject: 'Authorisation',
    label: 'Autorisation ouverte',
    sentence: ({ code, access }) =>
      code && access ? `Autorisation ouverte\u00a0: ${code}, ${KIND_WORDS[access].toLowerCase()}` : 'Autorisation ouverte',
    changesRights: true,
  }),

  statusChanged: ofStream<{ readonly from: Status; readonly to: Status; readonly reason: string }>('authorisation', {
    name: 'authorisation.status-changed',
    subject: 'Authorisation',
    label: 'Statut d’une autorisation changé',
    sentence: ({ to }) => {
      const words = own(STATUS_WORDS, to ?? '');
      return words ? `Statut changé\u00a0: ${words.label}` : 'Statut d’une autorisation changé';
    },
  }),
  decisionRecorded: ofStream<
    OfDecision & {
      readonly authority: Authority;
      readonly document: string;
      readonly term?: string;
      readonly until?: string;
      readonly reason?: string;
    }
  >('authorisation', {
    name: 'authorisation.decision-recorded',
    subject: 'Authorisation',
    label: 'Décision enregistrée',
    sentence: (details) => named('Décision enregistrée', details),
  }),
  decisionCancelled: ofStream<OfDecision & { readonly reason: string }>('authorisation', {
    name: 'authorisation.decision-cancelled',
    subject: 'Authorisation',
    label: 'Décision annulée',
    sentence: (details) => named('Décision annulée', details),
  }),
  deadlineNear: ofStream<{ readonly deadline: DeadlineCode; readonly day: string; readonly notice: number }>('authorisation', {
    name: 'authorisation.deadline-near',
    subject: 'Authorisation',
    label: 'Échéance proche',
    sentence: ({ deadline, day }) =>
      deadline && day ? `Échéance proche\u00a0: ${DEADLINE_WORDS[deadline].label}, le ${frenchMoment(day)}` : 'Échéance proche',
    changesRights: false,
  }),
} as const;
