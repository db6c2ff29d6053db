import { FORM_ACTS, FORM_LETTERS, FORM_TASKS, PASSAGE_ACTS, FORM_LOOKS } from '#forms/domain';
import { capability } from '#kernel/api';
import { FormRecord } from './records/form-record.entity.js';
import { FormsModule } from './forms.module.js';
import { CarriedValues1790000000111 } from './migrations/carried-values.js';
import { FormMigrationLosses1790000000152 } from './migrations/form-migration-losses.js';
import { FormMigrations1790000000015 } from './migrations/form-migrations.js';
import { FormWithdrawals1790000000021 } from './migrations/form-withdrawals.js';
import { Forms1790000000007 } from './migrations/forms.js';
import { InclusionForms1790000000251 } from './migrations/inclusion-forms.js';
import { FormReopenedSeq1790000000020 } from './migrations/reopened-seq.js';
import { FormReview1790000000012 } from './migrations/review.js';
import { SignatureProof1790000000165 } from './migrations/signature-proof.js';
import { UnlockRefusals1790000000184 } from './migrations/unlock-refusals.js';
import { FormLock, FormReview } from './review/review.entities.js';
import { Signature } from './signing/signature.entity.js';
import { SigningIntent } from './signing/signing-intent.entity.js';

export const formsCapability = capability({
  name: 'forms',
  module: () => FormsModule,
  entities: [FormRecord, Signature, SigningIntent, FormReview, FormLock],
  migrations: [
    Forms1790000000007,
    FormReview1790000000012,
    FormMigrations1790000000015,
    FormReopenedSeq1790000000020,
    FormWithdrawals1790000000021,
    CarriedValues1790000000111,
    FormMigrationLosses1790000000152,
    SignatureProof1790000000165,
    UnlockRefusals1790000000184,
    InclusionForms1790000000251,
  ],
  acts: [FORM_ACTS, PASSAGE_ACTS],
  letters: [FORM_LETTERS],
  tasks: [FORM_TASKS],
  looks: [FORM_LOOKS],
});
