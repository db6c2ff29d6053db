import type { Facts } from './vocabulary.js';

/** Equality, `{ $in }`, or equality with an array (which means that it contains): all that becomes SQL. */
export type Condition = string | { readonly $in: readonly string[] };
export type Conditions = Readonly<Record<string, Condition>>;

/** One condition of a rule, in words and in code side by side. `of` gives undefined when it can never hold for this person. */
export interface Term {
  readonly words: string;
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

const OPENED = 'une autorisation pour laquelle cette personne a signé une demande, ou pour laquelle un prescripteur l’a désignée';
const DESIGNATED = 'une autorisation pour laquelle cette personne a été désignée par son nom';

export const ofMyCentre: Term = { words: 'dans son centre', of: inCentre('centreId') };

export const onceOfMyCentre: Term = {
  words: 'pour un patient qui a quitté son centre\u00a0: ce que son centre a saisi',
  of: inCentre('formerCentreIds'),
};

export const visitOfMyCentre: Term = { words: 'sur les fiches des visites faites dans son centre', of: inCentre('visitCentreId') };

export const askedFromMyCentre: Term = { words: 'depuis son centre', of: inCentre('askerCentreId') };

export const askedFromThere: Term = { words: 'posées par son centre', of: inCentre('askerCentreId') };

export const comingToMyCentre: Term = { words: 'vers son centre', of: inCentre('toCentreId') };

export const openedToMe: Term = { words: `pour ${OPENED}`, of: (facts) => opened('authorisationId', mine(facts)) };

export const itselfOpenedToMe: Term = { words: `pour ${OPENED}`, of: (facts) => opened('id', mine(facts)) };

export const itselfRequestedByMe: Term = {
  words: 'pour une autorisation pour laquelle cette personne a elle-même signé une demande',
  of: ({ requested }) => opened('id', requested),
};

export const designatedToMe: Term = { words: `pour ${DESIGNATED}`, of: ({ designated }) => opened('authorisationId', designated) };

export const itselfDesignatedToMe: Term = { words: `pour ${DESIGNATED}`, of: ({ designated }) => opened('id', designated) };

export const namesMe: Term = {
  words: 'lorsque cette personne est le prescripteur nommé sur la FAT',
  of: ({ personId }) => ({ prescriberId: personId }),
};

export const begunByMe: Term = {
  words: 'lorsque cette personne a commencé la demande',
  of: ({ personId }) => ({ authorId: personId }),
};

export const aboutMe: Term = {
  words: 'lorsque cette personne est la personne désignée',
  of: ({ personId }) => ({ designeeId: personId }),
};

export const madeByMe: Term = {
  words: 'lorsque cette personne a fait la désignation',
  of: ({ personId }) => ({ designatorId: personId }),
};

export const askedByMe: Term = {
  words: 'lorsque cette personne a fait la demande de lecture',
  of: ({ personId }) => ({ askerId: personId }),
};

export const proposedByMe: Term = {
  words: 'lorsque cette personne l’a elle-même proposé',
  of: ({ personId }) => ({ proposedBy: personId }),
};

export const ofMyself: Term = { words: 'lorsqu’il s’agit de cette personne elle-même', of: ({ personId }) => ({ personId }) };

export const myOwnAccount: Term = { words: 'lorsqu’il s’agit de son propre compte', of: ({ personId }) => ({ personId }) };

export const assignedToMe: Term = {
  words: 'pour les autorisations qui lui sont affectées',
  of: ({ staff }) => opened('authorisationId', staff?.authorisationIds ?? []),
};

export const itselfAssignedToMe: Term = {
  words: 'pour les autorisations qui lui sont affectées',
  of: ({ staff }) => opened('id', staff?.authorisationIds ?? []),
};

export const grantedToMe: Term = {
  words: 'pour le patient dont un prescripteur d’un autre centre lui a ouvert la lecture',
  of: ({ readGrants = [] }) => rarely('id', readGrants),
};

export const formGrantedToMe: Term = { words: grantedToMe.words, of: ({ readGrants = [] }) => rarely('enrolmentId', readGrants) };

export const continuedByMe: Term = {
  words: 'pour le recueil précédent d’un patient dont elle suit le recueil actuel',
  of: ({ continued = [] }) => rarely('id', continued),
};

export const formContinuedByMe: Term = { words: continuedByMe.words, of: ({ continued = [] }) => rarely('enrolmentId', continued) };

export const frozen: Term = {
  words: 'lorsque la base est gelée',
  of: ({ frozen: frozenIds = [] }) => rarely('authorisationId', frozenIds),
};

export const itselfFrozen: Term = { words: frozen.words, of: ({ frozen: frozenIds = [] }) => rarely('id', frozenIds) };

/** An attribute that has this value, whoever asks. */
export const having = (attribute: string, value: string | readonly string[], words: string): Term => ({
  words,
  of: () => ({ [attribute]: typeof value === 'string' ? value : { $in: value } }),
});

export const isFat = having('kind', 'FAT', 'sur une FAT');
/** Charter C5.6: where signing is offered, and never required. */
export const isNoFat = having(
  'kind',
  ['FIT', 'SUIVI', 'ARRET', 'EI', 'SP', 'QDV'],
  'sur une autre fiche que la FAT, si le centre le souhaite',
);
export const onFat = having('onFat', 'yes', 'sur la FAT');
export const askedByHospital = having('askedBy', 'hospital', 'posées par un centre');
export const askedOfHospital = having('askedBy', ['system', 'operator'], 'posées par un contrôle du protocole ou par l’opérateur');
export const inForce = having('status', 'in-force', 'lorsque l’autorisation est en vigueur');
export const noMoreInForce = having('status', ['suspended', 'ended'], 'lorsque l’autorisation est suspendue ou terminée');
export const designatesPnm = having('kind', 'pnm', 'lorsqu’un personnel non médical est désigné');
export const received = having('received', 'yes', 'une fois la demande envoyée à l’exploitant');
export const notSent = having('state', ['draft', 'completed'], 'tant que la demande n’est pas signée');
export const ofManager = having('role', 'gestionnaire', 'pour le compte d’un gestionnaire, proposé par un autre');
export const ordinaryStaff = having(
  'role',
  ['exploitant', 'data-manager', 'gestionnaire'],
  'pour un compte d’exploitant, de data manager ou de gestionnaire',
);
