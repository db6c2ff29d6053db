import { capitalised, ofEnrolment } from '#kernel/domain';
import { whichForm } from '#forms/domain';
import { STEP_WORDS, type QueryStep } from './words.js';

/** Which form and which answer it asks about. */
interface AboutAnswer {
  readonly formId?: string;
  readonly title?: string;
  readonly item?: string;
}

/** Queries have their list: the story of a file leaves them to it and to the journal. */
const onQuery = (step: QueryStep, label: string) =>
  ofEnrolment<AboutAnswer>({
    name: `query.${step}`,
    subject: 'query',
    label,
    sentence: (details) => `${label}${whichForm(details)}`,
    // What was said with it is written under its name.
    changes: { [step]: { label: capitalised(STEP_WORDS[step].text) } },
    inStory: false,
  });

/** What is done with a query (charter C5.2, C5.3), by the step of its thread. */
export const QUERY_ACTS = {
  asked: onQuery('asked', 'Query posée'),
  answered: onQuery('answered', 'Query répondue'),
  reopened: onQuery('reopened', 'Query rouverte'),
  closed: onQuery('closed', 'Query close'),
  cancelled: onQuery('cancelled', 'Query annulée'),
  reminded: onQuery('reminded', 'Query relancée'),
  assigned: onQuery('assigned', 'Query confiée, ou échéance changée'),
} as const;

const NAMES: ReadonlySet<string> = new Set(Object.values(QUERY_ACTS).map(({ name }) => name));

/** Whether what happened is about a query. */
export function isQueryAct(name: string): boolean {
  return NAMES.has(name);
}
