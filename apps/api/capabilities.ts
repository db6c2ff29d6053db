import { accessRightsCapability } from '#access-rights/api';
import { authorisationsCapability } from '#authorisations/api';
import { calendarCapability } from '#calendar/api';
import { continuityCapability } from '#continuity/api';
import { dashboardsCapability } from '#dashboards/api';
import { dispensingCapability } from '#dispensing/api';
import { formsCapability } from '#forms/api';
import { identityCapability } from '#identity/api';
import { kernelCapability } from '#kernel/api';
import { ActRegistry, LetterRegistry, LookRegistry, TaskRegistry } from '#kernel/domain';
import { liveCapability } from '#live/api';
import { notificationsCapability } from '#notifications/api';
import { paperCapability } from '#paper/api';
import { patientsCapability } from '#patients/api';
import { pharmacovigilanceCapability } from '#pharmacovigilance/api';
import { protocolsCapability } from '#protocols/api';
import { queriesCapability } from '#queries/api';
import { transfersCapability } from '#transfers/api';

/** The product, floor by floor: one line a capability. */
export const CAPABILITIES = [
  kernelCapability,
  identityCapability,
  protocolsCapability,
  authorisationsCapability,
  accessRightsCapability,
  patientsCapability,
  formsCapability,
  calendarCapability,
  queriesCapability,
  pharmacovigilanceCapability,
  transfersCapability,
  paperCapability,
  continuityCapability,
  dispensingCapability,
  liveCapability,
  notificationsCapability,
  dashboardsCapability,
];

/** Every act that the journal may hold. */
export const ACTS = new ActRegistry(CAPABILITIES.flatMap(({ acts }) => acts));

/** Every e-mail that the product sends. */
export const LETTERS = new LetterRegistry(CAPABILITIES.flatMap(({ letters }) => letters));

/** What is kept summed over all patients. */
export const SUMS = CAPABILITIES.flatMap(({ sums }) => sums);

/** Everything that may wait for someone on their home. */
export const TASKS = new TaskRegistry(CAPABILITIES.flatMap(({ tasks }) => tasks));

/** What the access log calls all that may be looked at. */
export const LOOKS = new LookRegistry(CAPABILITIES.flatMap(({ looks }) => looks));
