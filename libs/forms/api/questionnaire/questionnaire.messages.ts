import { MarkView } from '../records/forms.messages.js';

/** What the patient answers alone (charter C5.9): the parts of one form that the protocol says are theirs, and nothing of the rest. */
export class QuestionnaireView {
  formId!: string;
  title!: string;
  finished!: boolean;
  /** A form of the protocol language (`Form`), of these parts only; absent once finished, as all that follows. */
  form?: Record<string, unknown>;
  codeLists?: Record<string, unknown>;
  /** By item key, as in the protocol domain (`Values`). */
  values?: Record<string, unknown>;
  marks?: Record<string, MarkView>;
  contentVersion?: number;
  stateVersion?: number;
  today?: string;
}
