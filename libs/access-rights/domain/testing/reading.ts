import type { SubjectName } from '../vocabulary.js';
import type { Asked } from './asked.js';

/** What a chapter says of a case: it opens it, it gives the reason of a refusal, or it forbids it whatever another one opens. */
export interface Said {
  readonly how: 'opens' | 'refuses' | 'forbids';
  /** The rule of the charter. */
  readonly by: string;
}

/** One chapter of the charter, as it is read here: at most one thing on each case, or nothing. */
export type Chapter = (asked: Asked) => Said | undefined;

const sayer =
  (how: Said['how']) =>
  (by: string): Said => ({ how, by });
export const opens = sayer('opens');
export const refuses = sayer('refuses');
export const forbids = sayer('forbids');

/**
 * What each act is to the charter: a look (what one may not see is not there), a writing of the collection (which stops at its freeze,
 * C12.4), or another act (rights, accounts, messages, the work of the installation: they are no part of the collection). Said here a
 * second time, so that an act that is new fails by its name until someone has read the charter for it.
 */
export const ACTS: Readonly<Record<SubjectName, Readonly<Record<string, 'look' | 'writing' | 'other'>>>> = {
  Authorisation: {
    read: 'look',
    'start-request': 'writing',
    'read-patients': 'look',
    'designate-prescriber': 'other',
    'designate-pnm': 'other',
    'change-status': 'other',
    open: 'other',
    link: 'other',
  },
  Protocol: { read: 'look', import: 'other', publish: 'other', withdraw: 'other', 'pass-forms': 'writing' },
  Enrolment: { read: 'look', follow: 'look', cancel: 'writing', decide: 'writing', 'read-journal': 'look' },
  Form: {
    read: 'look',
    write: 'writing',
    complete: 'writing',
    reopen: 'writing',
    'sign-prescriber': 'writing',
    'sign-pharmacist': 'writing',
    print: 'look',
    transcribe: 'writing',
    review: 'writing',
    lock: 'writing',
    'ask-unlock': 'writing',
  },
  // What the holder's pharmacovigilance does of a declaration stands beside the form and follows the law's clocks (P3).
  Case: { read: 'look', acknowledge: 'other', transmit: 'other', code: 'other' },
  Designation: { read: 'look', withdraw: 'other' },
  Colleague: { read: 'look' },
  Centre: { read: 'look', import: 'other' },
  Staff: { read: 'look', create: 'other', confirm: 'other', decline: 'other', retract: 'other', update: 'other', close: 'other' },
  FactorReset: { read: 'look', propose: 'other', confirm: 'other', decline: 'other', retract: 'other' },
  Journal: { read: 'look', verify: 'look' },
  Notification: { read: 'look', acknowledge: 'other', resend: 'other' },
  Query: {
    read: 'look',
    ask: 'writing',
    answer: 'writing',
    close: 'writing',
    reopen: 'writing',
    cancel: 'writing',
    remind: 'writing',
    assign: 'writing',
  },
  Transfer: { read: 'look', make: 'writing' },
  ReadGrant: { read: 'look', ask: 'other', grant: 'other', refuse: 'other', withdraw: 'other' },
  AccessReview: { read: 'look', finish: 'other', follow: 'look' },
  Freeze: { read: 'look', announce: 'other', freeze: 'other', lift: 'other' },
  Export: { read: 'look', make: 'look' },
  Message: { read: 'look', write: 'other' },
  Installation: { read: 'look' },
  AccessLog: { read: 'look' },
};

export const isLook = ({ subject, action }: Asked): boolean => ACTS[subject][action] === 'look';
export const isWriting = ({ subject, action }: Asked): boolean => ACTS[subject][action] === 'writing';

/** What the reading says in the end: any chapter that forbids wins, then any that opens. A refusal has every reason that was given. */
export interface Verdict {
  readonly may: boolean;
  readonly by: readonly string[];
}

export function readBy(chapters: readonly Chapter[], asked: Asked): Verdict {
  let opened: string | undefined;
  const refused: string[] = [];
  const forbidden: string[] = [];
  for (const chapter of chapters) {
    const said = chapter(asked);
    if (said?.how === 'forbids') forbidden.push(said.by);
    else if (said?.how === 'opens') opened ??= said.by;
    else if (said) refused.push(said.by);
  }
  if (opened !== undefined && forbidden.length === 0) return { may: true, by: [opened] };
  return { may: false, by: [...forbidden, ...refused] };
}
