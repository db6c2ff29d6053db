import { FOLLOWED } from './followed.js';
import type { Outcome, Story } from './story.js';

type Team = Pick<Story, 'authorisation' | 'prescriber' | 'pharmacist'> & { readonly typist?: string };

const told = (team: Team, ...outcomes: readonly Outcome[]): Story[] => outcomes.map((outcome) => ({ ...team, outcome }));

const NANCY_TEC: Team = { authorisation: 'TEC', prescriber: 'prescripteur-a', pharmacist: 'pharmacien-a' };
const NANCY_ENH: Team = { authorisation: 'ENH', prescriber: 'prescripteur-a2', pharmacist: 'pharmacien-a' };
const BOURG_ENH: Team = { authorisation: 'ENH', prescriber: 'prescripteur-b', pharmacist: 'pharmacien-b' };
const BOURG_TEC: Team = { authorisation: 'TEC', prescriber: 'prescripteur-ab', pharmacist: 'pharmacien-b' };
const REUNION_TEC: Team = { authorisation: 'TEC', prescriber: 'prescripteur-r', pharmacist: 'pharmacien-r' };
const LYON_ENH: Team = { authorisation: 'ENH', prescriber: 'prescripteur-l', pharmacist: 'pharmacien-l' };
const NANCY_TPZ: Team = { authorisation: 'TPZ', prescriber: 'prescripteur-n', pharmacist: 'pharmacien-a' };
const LYON_TEC: Team = { authorisation: 'TEC', prescriber: 'prescripteur-l2', pharmacist: 'pharmacien-l' };

/** Some forty patients, in every state that a request may be in. */
export const REQUESTS: readonly Story[] = [
  // Before these two ended or were suspended.
  ...told({ ...NANCY_TEC, authorisation: 'TECAC' }, 'granted', 'granted', 'cancelled'),
  ...told({ ...LYON_ENH, authorisation: 'ENHP' }, 'granted', 'sent', 'begun'),
  ...told({ ...BOURG_ENH, authorisation: 'ENHP' }, 'granted'),
  ...told(NANCY_TEC, 'granted', 'granted', 'refused', 'granted', 'sent', 'signed-by-pharmacist', 'more-asked', 'begun'),
  { ...NANCY_TEC, outcome: 'begun', again: true },
  ...told({ ...NANCY_TEC, typist: 'pnm-a' }, 'completed', 'begun', 'signed-by-prescriber'),
  ...told({ ...NANCY_TEC, prescriber: 'prescripteur-ab' }, 'signed-by-prescriber', 'completed'),
  ...told(NANCY_ENH, 'granted', 'granted', 'sent-again', 'signature-voided', 'empty'),
  ...told({ ...NANCY_ENH, typist: 'pharmacien-a' }, 'completed'),
  ...told(BOURG_ENH, 'granted', 'granted', 'sent', 'signed-by-prescriber', 'refused', 'cancelled'),
  ...told({ ...BOURG_ENH, typist: 'pnm-b' }, 'completed', 'begun'),
  ...told(BOURG_TEC, 'sent', 'begun'),
  ...told(REUNION_TEC, 'granted', 'sent', 'more-asked'),
  ...told(LYON_ENH, 'granted', 'sent', 'sent-again', 'signed-by-pharmacist'),
  ...told(LYON_TEC, 'granted', 'sent', 'refused'),
  // By name, each with a number of ANSM: nobody is asked for an opinion.
  ...told(NANCY_TPZ, 'granted', 'completed'),
  ...told({ ...NANCY_TPZ, typist: 'pharmacien-a' }, 'begun'),
];

/** All of it, in the order in which it is told: those who are followed come after a new version of ENHERTU's protocol. */
export const STORIES: readonly Story[] = [...REQUESTS, ...FOLLOWED.map((story): Story => ({ ...story, outcome: 'granted' }))];
