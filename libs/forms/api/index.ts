import { FormRecord } from './form-record.entity.js';
import { FormLock, FormReview } from './review.entities.js';
import { Signature } from './signature.entity.js';
import { SigningIntent } from './signing-intent.entity.js';

export { CENTRE_DAY, todayAt } from './centre-day.js';
export { Courses, type FollowUp } from './courses.js';
export { FormChanges, type FormAct, type FormChange, type FormReaction } from './form-changes.js';
export { FormOpener } from './form-opener.service.js';
export { FormActs } from './form-acts.service.js';
export { FORM_COLUMNS, FormStore } from './form.store.js';
export * from './forms.messages.js';
export { FormsModule } from './forms.module.js';
export { verifyLiveData, type LiveFault, type LiveVerdict } from './live-data.js';
export { FormReopenedSeq1790000000020 } from './migrations/reopened-seq.js';
export { FormMigrations1790000000015 } from './migrations/form-migrations.js';
export { Forms1790000000007 } from './migrations/forms.js';
export { FormReview1790000000012 } from './migrations/review.js';
export { countsOf, placeOf, standing, titleOf, viewerOf, type OpenForm } from './open-form.js';
export * from './review.messages.js';
export { ReviewStore } from './review.store.js';
export * from './schedule.messages.js';
export { SignatureMaker } from './signature-maker.js';
export { SigningService } from './signing.service.js';
export { ValuesService } from './values.service.js';
export { FormRecord, Signature, SigningIntent };
/** Entities, for the database's declaration. */
export const formsEntities = [FormRecord, Signature, SigningIntent, FormReview, FormLock];
