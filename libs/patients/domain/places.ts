/** The page of a patient's file. */
export function fileAt(enrolmentId: string): string {
  return `/dossiers/${enrolmentId}`;
}

/** The page of a form; of its file, while it is not opened. */
export function formAt(enrolmentId: string, formId?: string | null): string {
  return formId ? `${fileAt(enrolmentId)}/fiches/${formId}` : fileAt(enrolmentId);
}
