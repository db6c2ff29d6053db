import { accessRightsOnScreen } from '#access-rights/web/capability';
import { authorisationsOnScreen } from '#authorisations/web/capability';
import { continuityOnScreen } from '#continuity/web/capability';
import { dashboardsOnScreen } from '#dashboards/web/capability';
import { dispensingOnScreen } from '#dispensing/web/capability';
import { formsOnScreen } from '#forms/web/capability';
import { identityOnScreen } from '#identity/web/capability';
import { notificationsOnScreen } from '#notifications/web/capability';
import { paperOnScreen } from '#paper/web/capability';
import { patientsOnScreen } from '#patients/web/capability';
import { pharmacovigilanceOnScreen } from '#pharmacovigilance/web/capability';
import { protocolsOnScreen } from '#protocols/web/capability';
import { queriesOnScreen } from '#queries/web/capability';
import { transfersOnScreen } from '#transfers/web/capability';

/** The client, floor by floor: one line a capability. */
export const CAPABILITIES = [
  identityOnScreen,
  protocolsOnScreen,
  authorisationsOnScreen,
  accessRightsOnScreen,
  patientsOnScreen,
  formsOnScreen,
  // Under which authorisations a patient is followed is told before all else.
  continuityOnScreen,
  // Who asks to read a file waits for an answer: above the rest.
  dispensingOnScreen,
  // On a page that both stand on, what happened to the patient comes before what is asked about it.
  pharmacovigilanceOnScreen,
  queriesOnScreen,
  transfersOnScreen,
  paperOnScreen,
  notificationsOnScreen,
  dashboardsOnScreen,
];
