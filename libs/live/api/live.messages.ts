/** What someone has just changed: ids only, of what the reader may see. */
export class LiveChange {
  enrolmentId?: string;
  formId?: string;
  /** As the journal calls it. */
  action!: string;
}
