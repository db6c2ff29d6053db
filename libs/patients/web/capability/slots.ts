import type { Type } from '@angular/core';
import { slot } from '#kernel/web';

/** What a higher floor adds to the file of a patient: has an `enrolment` input. */
export interface FilePanel {
  readonly enrolment: unknown;
}

/**
 * What gives the holder's opinion: an `enrolment` input; a `decided` output with the file as it is afterwards, `begun` that says whether something
 * was chosen or typed, `outdated` when the file is to be read again.
 */
export interface DecisionComponent extends FilePanel {
  readonly decided: unknown;
  readonly begun: unknown;
  readonly outdated: unknown;
}

/** Above the file of a patient: why one sees it. */
export const FILE_NOTICES = slot<Type<FilePanel>>('words above a patient’s file');

/** On the file of a patient, below its forms. */
export const FILE_PANELS = slot<Type<FilePanel>>('panels of a patient’s file');

/** On the file of a patient, for those alone who may decide. */
export const FILE_DECISION = slot<Type<DecisionComponent>>('the holder’s opinion on a request');
