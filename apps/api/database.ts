import type { DataSourceOptions } from 'typeorm';
import {
  AccessRights1790000000005,
  accessRightsEntities,
  FactorResets1790000000181,
  FourEyes1790000000166,
  LapsedResets1790000000183,
} from '#access-rights/api';
import { Authorisations1790000000003, authorisationsEntities } from '#authorisations/api';
import { MissingReadings1790000000121, PlannedCalendars1790000000016, PlannedForms1790000000014 } from '#dashboards/api';
import {
  CarriedValues1790000000111,
  FormReopenedSeq1790000000020,
  FormMigrationLosses1790000000152,
  FormMigrations1790000000015,
  FormReview1790000000012,
  Forms1790000000007,
  formsEntities,
  FormWithdrawals1790000000021,
  SignatureProof1790000000165,
} from '#forms/api';
import {
  AccessLogServes1790000000164,
  FrenchOrder1790000000131,
  Journal1790000000001,
  Keeper1790000000171,
  WorkerBeat1790000000009,
} from '#kernel/api';
import {
  FactorBrakes1790000000182,
  FreshProof1790000000163,
  Identity1790000000002,
  identityEntities,
  SecondFactor1790000000180,
} from '#identity/api';
import { EnrolmentOrder1790000000132, FormerCentres1790000000017, Patients1790000000006, patientsEntities } from '#patients/api';
import {
  DayDigests1790000000143,
  Notification,
  Notifications1790000000008,
  NotificationsOfCentres1790000000162,
  SeenMails1790000000144,
  WithoutRecipient1790000000023,
} from '#notifications/api';
import {
  Pharmacovigilance1790000000013,
  pharmacovigilanceEntities,
  Transmissions1790000000151,
  WithdrawnDeclarations1790000000022,
} from '#pharmacovigilance/api';
import { Protocols1790000000004, ProtocolVersions1790000000010, protocolsEntities } from '#protocols/api';
import {
  BulkActs1790000000142,
  Queries1790000000012,
  queriesEntities,
  QueryMessages1790000000172,
  QueryOnFat1790000000161,
  QueryReminders1790000000141,
} from '#queries/api';

/** Every table of the product, in the order in which they are made. */
export const MIGRATIONS = [
  Journal1790000000001,
  Identity1790000000002,
  Authorisations1790000000003,
  Protocols1790000000004,
  AccessRights1790000000005,
  Patients1790000000006,
  Forms1790000000007,
  Notifications1790000000008,
  WorkerBeat1790000000009,
  ProtocolVersions1790000000010,
  FormReview1790000000012,
  Queries1790000000012,
  Pharmacovigilance1790000000013,
  PlannedForms1790000000014,
  FormMigrations1790000000015,
  PlannedCalendars1790000000016,
  FormerCentres1790000000017,
  FormReopenedSeq1790000000020,
  FormWithdrawals1790000000021,
  WithdrawnDeclarations1790000000022,
  WithoutRecipient1790000000023,
  CarriedValues1790000000111,
  MissingReadings1790000000121,
  FrenchOrder1790000000131,
  EnrolmentOrder1790000000132,
  QueryReminders1790000000141,
  BulkActs1790000000142,
  DayDigests1790000000143,
  SeenMails1790000000144,
  Transmissions1790000000151,
  FormMigrationLosses1790000000152,
  QueryOnFat1790000000161,
  NotificationsOfCentres1790000000162,
  FreshProof1790000000163,
  AccessLogServes1790000000164,
  SignatureProof1790000000165,
  FourEyes1790000000166,
  Keeper1790000000171,
  QueryMessages1790000000172,
  SecondFactor1790000000180,
  FactorResets1790000000181,
  FactorBrakes1790000000182,
  LapsedResets1790000000183,
];

/** What the database is declared with. */
export const DECLARED: Pick<DataSourceOptions, 'entities' | 'migrations'> = {
  entities: [
    ...identityEntities,
    ...authorisationsEntities,
    ...accessRightsEntities,
    Notification,
    ...protocolsEntities,
    ...patientsEntities,
    ...formsEntities,
    ...queriesEntities,
    ...pharmacovigilanceEntities,
  ],
  migrations: MIGRATIONS,
};
