import { capability } from '#kernel/api';
import { REQUEST_ACTS, REQUEST_LETTERS, REQUEST_LOOKS } from '#patients/domain';
import { Enrolment } from './enrolment/enrolment.entity.js';
import { ContinuedEnrolments1790000000271 } from './migrations/continued-enrolments.js';
import { EnrolmentOrder1790000000132 } from './migrations/enrolment-order.js';
import { FormerCentres1790000000017 } from './migrations/former-centres.js';
import { Grounds1790000000250 } from './migrations/grounds.js';
import { Patients1790000000006 } from './migrations/patients.js';
import { RequestSums1790000000193 } from './migrations/request-sums.js';
import { StaysTakenBack1790000000200 } from './migrations/stays-taken-back.js';
import { Patient } from './enrolment/patient.entity.js';
import { PatientsModule } from './patients.module.js';
import { REQUEST_SUMS } from './request/request-sums.js';

export const patientsCapability = capability({
  name: 'patients',
  module: () => PatientsModule,
  entities: [Enrolment, Patient],
  migrations: [
    Patients1790000000006,
    FormerCentres1790000000017,
    EnrolmentOrder1790000000132,
    RequestSums1790000000193,
    StaysTakenBack1790000000200,
    Grounds1790000000250,
    ContinuedEnrolments1790000000271,
  ],
  acts: [REQUEST_ACTS],
  letters: [REQUEST_LETTERS],
  sums: [REQUEST_SUMS],
  looks: [REQUEST_LOOKS],
});
