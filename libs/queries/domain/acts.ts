import { ofEnrolment } from '#kernel/domain';
import { whichForm } from '#forms/domain';

/** Which form and which answer it asks about. */
interface AboutAnswer {
  readonly formId?: string;
  readonly title?: string;
  readonly item?: string;
}

/** Queries have their list: the story of a file leaves them to it and to the journal. */
const onQuery = (name: string, label: string) =>
  ofEnrolment<AboutAnswer>({ name, subject: 'query', label, sentence: (details) => `${label}${whichForm(details)}`, inStory: false });

/** What is done with a query (charter C5.2, C5.3), by the step of its thread. */
export const QUERY_ACTS = {
  asked: onQuery('query.asked', 'Query posée'),
  answered: onQuery('query.answered', 'Query répondue'),
  reopened: onQuery('query.reopened', 'Query rouverte'),
  closed: onQuery('query.closed', 'Query close'),
  cancelled: onQuery('query.cancelled', 'Query annulée'),
  reminded: onQuery('query.reminded', 'Query relancée'),
  assigned: onQuery('query.assigned', 'Query confiée, ou échéance changée'),
} as const;

const NAMES: ReadonlySet<string> = new Set(Object.values(QUERY_ACTS).map(({ name }) => name));

/** Whether what happened is about a query. */
export function isQueryAct(name: string): boolean {
  return NAMES.has(name);
}
