import { ACCESS_ACTS, DESIGNATION_ACTS, FACTOR_RESET_ACTS, STAFF_ACTS } from '#access-rights/domain';
import { AUTHORISATION_ACTS } from '#authorisations/domain';
import { CALENDAR_ACTS } from '#dashboards/domain';
import { FORM_ACTS, PASSAGE_ACTS } from '#forms/domain';
import { IDENTITY_ACTS } from '#identity/domain';
import { ActRegistry, KERNEL_ACTS, type Act } from '#kernel/domain';
import { DIGEST_ACTS, MAIL_ACTS } from '#notifications/domain';
import { REQUEST_ACTS } from '#patients/domain';
import { CASE_ACTS, DICTIONARY_ACTS } from '#pharmacovigilance/domain';
import { PROTOCOL_ACTS } from '#protocols/domain';
import { QUERY_ACTS } from '#queries/domain';
import { DEMONSTRATION_ACTS } from './demonstration/acts.js';

const DECLARED: readonly Readonly<Record<string, Act>>[] = [
  KERNEL_ACTS,
  IDENTITY_ACTS,
  AUTHORISATION_ACTS,
  PROTOCOL_ACTS,
  ACCESS_ACTS,
  DESIGNATION_ACTS,
  STAFF_ACTS,
  FACTOR_RESET_ACTS,
  REQUEST_ACTS,
  FORM_ACTS,
  PASSAGE_ACTS,
  QUERY_ACTS,
  CASE_ACTS,
  DICTIONARY_ACTS,
  MAIL_ACTS,
  DIGEST_ACTS,
  CALENDAR_ACTS,
  DEMONSTRATION_ACTS,
];

/** Every act that the journal may hold. */
export const ACTS = new ActRegistry(DECLARED.flatMap((acts) => Object.values(acts)));
