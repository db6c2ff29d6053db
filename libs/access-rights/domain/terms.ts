import type { ConditionCode } from './messages.fr.js';
import type { Facts } from './vocabulary.js';

/** Equality, `{ $in }`, or equality with an array (which means that it contains): all that becomes SQL. */
export type Condition = string | { readonly $in: readonly string[] };
export type Conditions = Readonly<Record<string, Condition>>;

/** One condition of a rule, and by which code its words are known (`CONDITION_WORDS`). `of` gives undefined when it can never hold for this person. */
export interface Term {
  readonly says: ConditionCode;
  readonly of: (facts: Facts) => Conditions | undefined;
}

/** Among what is opened to a person: when nothing is, their lists are empty and not forbidden. */
const opened = (attribute: string, ids: readonly string[]): Conditions => ({ [attribute]: { $in: ids } });

/** Among what only few ever have: a rule that cannot hold is left out. */
const rarely = (attribute: string, ids: readonly string[]): Conditions | undefined => (ids.length > 0 ? opened(attribute, ids) : undefined);

const inCentre =
  (attribute: string) =>
  ({ profile }: Facts): Conditions | undefined =>
    profile && { [attribute]: profile.centreId };

const mine = ({ requested, designated }: Facts): string[] => [...new Set([...requested, ...designated])];

export const ofMyCentre: Term = { says: 'of-their-centre', of: inCentre('centreId') };

export const onceOfMyCentre: Term = { says: 'once-of-their-centre', of: inCentre('formerCentreIds') };

export const visitOfMyCentre: Term = { says: 'visit-of-their-centre', of: inCentre('visitCentreId') };

export const askedFromMyCentre: Term = { says: 'from-their-centre', of: inCentre('askerCentreId') };

export const askedFromThere: Term = { says: 'asked-by-their-centre', of: inCentre('askerCentreId') };

export const comingToMyCentre: Term = { says: 'to-their-centre', of: inCentre('toCentreId') };

export const openedToMe: Term = { says: 'opened-to-them', of: (facts) => opened('authorisationId', mine(facts)) };

export const itselfOpenedToMe: Term = { says: 'opened-to-them', of: (facts) => opened('id', mine(facts)) };

export const itselfRequestedByMe: Term = { says: 'requested-by-them', of: ({ requested }) => opened('id', requested) };

export const designatedToMe: Term = { says: 'designated-to-them', of: ({ designated }) => opened('authorisationId', designated) };

export const itselfDesignatedToMe: Term = { says: 'designated-to-them', of: ({ designated }) => opened('id', designated) };

export const namesMe: Term = { says: 'named-on-fat', of: ({ personId }) => ({ prescriberId: personId }) };

export const begunByMe: Term = { says: 'begun-by-them', of: ({ personId }) => ({ authorId: personId }) };

export const aboutMe: Term = { says: 'designated', of: ({ personId }) => ({ designeeId: personId }) };

export const madeByMe: Term = { says: 'designation-made', of: ({ personId }) => ({ designatorId: personId }) };

export const askedByMe: Term = { says: 'reading-asked', of: ({ personId }) => ({ askerId: personId }) };

export const proposedByMe: Term = { says: 'proposed-by-them', of: ({ personId }) => ({ proposedBy: personId }) };

export const ofMyself: Term = { says: 'themselves', of: ({ personId }) => ({ personId }) };

export const myOwnAccount: Term = { says: 'own-account', of: ({ personId }) => ({ personId }) };

export const assignedToMe: Term = { says: 'assigned-to-them', of: ({ staff }) => opened('authorisationId', staff?.authorisationIds ?? []) };

export const itselfAssignedToMe: Term = { says: 'assigned-to-them', of: ({ staff }) => opened('id', staff?.authorisationIds ?? []) };

export const grantedToMe: Term = { says: 'reading-granted', of: ({ readGrants = [] }) => rarely('id', readGrants) };

export const formGrantedToMe: Term = { says: 'reading-granted', of: ({ readGrants = [] }) => rarely('enrolmentId', readGrants) };

export const continuedByMe: Term = { says: 'collection-continued', of: ({ continued = [] }) => rarely('id', continued) };

export const formContinuedByMe: Term = { says: 'collection-continued', of: ({ continued = [] }) => rarely('enrolmentId', continued) };

export const frozen: Term = { says: 'frozen', of: ({ frozen: frozenIds = [] }) => rarely('authorisationId', frozenIds) };

export const itselfFrozen: Term = { says: 'frozen', of: ({ frozen: frozenIds = [] }) => rarely('id', frozenIds) };

/** An attribute that has this value, no matter who asks. */
export const having = (attribute: string, value: string | readonly string[], says: ConditionCode): Term => ({
  says,
  of: () => ({ [attribute]: typeof value === 'string' ? value : { $in: value } }),
});

/** The form that opens an enrolment: a FAT, or the inclusion form of a PUT-SP (charter R7). */
export const isFat = having('kind', ['FAT', 'INC'], 'on-a-fat');
/** Charter C5.6: where signing is offered, and never required. */
export const isNoFat = having('kind', ['FIT', 'SUIVI', 'ARRET', 'EI', 'SP', 'QDV'], 'on-another-form');
export const onFat = having('onFat', 'yes', 'on-the-fat');
export const askedByHospital = having('askedBy', 'hospital', 'asked-by-a-centre');
export const askedOfHospital = having('askedBy', ['system', 'operator'], 'asked-of-a-centre');
export const inForce = having('status', 'in-force', 'in-force');
export const noMoreInForce = having('status', ['suspended', 'ended'], 'no-more-in-force');
export const designatesPnm = having('kind', 'pnm', 'designates-pnm');
export const withoutPharmacist = having('pharmacists', 'no', 'no-pharmacist');
export const received = having('received', 'yes', 'received');
export const notSent = having('state', ['draft', 'completed'], 'not-signed');
export const ofManager = having('role', 'gestionnaire', 'of-a-manager');
export const ordinaryStaff = having('role', ['exploitant', 'data-manager', 'gestionnaire'], 'of-ordinary-staff');
