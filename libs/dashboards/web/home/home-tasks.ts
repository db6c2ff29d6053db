import type { HomeTask, HomeView } from '#api-client';
import { COUNT_WORDS, type ListLink, TASK_LISTS } from '#dashboards/domain';
import type { IconName, Tone } from '#kernel/web';

export type TaskKind = HomeTask['kind'];

/** Tasks of the same nature, so that forty of them stay readable. */
export interface TaskGroup {
  readonly title: string;
  readonly kinds: readonly TaskKind[];
  readonly icon: IconName;
  readonly tone: Tone;
  /** The list of all of them and of nothing else, beside what the home shows. */
  readonly list?: ListLink & { readonly label: string };
}

const ON_BOARD = $localize`Tableau de bord`;
const PHARMACOVIGILANCE = $localize`Pharmacovigilance`;
const QUERIES = $localize`Queries`;

/** What holds a patient back comes first. */
const GROUPS: readonly TaskGroup[] = [
  {
    title: $localize`Déclarations à lire`,
    kinds: ['case-to-read'],
    icon: 'alert',
    tone: 'red',
    list: { label: PHARMACOVIGILANCE, ...TASK_LISTS['case-to-read'] },
  },
  {
    title: $localize`Déclarations à transmettre`,
    kinds: ['case-to-transmit'],
    icon: 'clock',
    tone: 'amber',
    list: { label: PHARMACOVIGILANCE, ...TASK_LISTS['case-to-transmit'] },
  },
  {
    title: $localize`FAT à compléter ou à signer`,
    kinds: ['answer-more', 'sign-prescriber', 'sign-pharmacist'],
    icon: 'sign',
    tone: 'amber',
  },
  { title: $localize`Avis à donner`, kinds: ['decide'], icon: 'scales', tone: 'amber' },
  { title: $localize`Déverrouillages demandés`, kinds: ['form-unlock-asked'], icon: 'lock', tone: 'amber' },
  {
    title: $localize`Queries en attente de réponse`,
    kinds: ['query-to-answer'],
    icon: 'help',
    tone: 'amber',
    list: { label: QUERIES, ...TASK_LISTS['query-to-answer'] },
  },
  {
    title: COUNT_WORDS.late,
    kinds: ['form-late'],
    icon: 'alert',
    tone: 'red',
    list: { label: ON_BOARD, ...TASK_LISTS['form-late'] },
  },
  { title: $localize`FAT à terminer`, kinds: ['complete'], icon: 'pen', tone: 'blue' },
  {
    title: $localize`Queries à clore`,
    kinds: ['query-to-settle'],
    icon: 'help',
    tone: 'blue',
    list: { label: QUERIES, ...TASK_LISTS['query-to-settle'] },
  },
  {
    title: COUNT_WORDS.dueIn30Days,
    kinds: ['form-due'],
    icon: 'clock',
    tone: 'amber',
    list: { label: ON_BOARD, ...TASK_LISTS['form-due'] },
  },
  { title: $localize`À vérifier`, kinds: ['unconfirmed-mail', 'designation-left', 'renew-designation'], icon: 'mail', tone: 'amber' },
];

/** A group with its tasks in the order of the server, and how many it has, here or not. */
export interface FilledGroup {
  readonly group: TaskGroup;
  readonly tasks: readonly HomeTask[];
  readonly total: number;
}

/** The groups that have something. */
export function groupsOf({ tasks, totals }: Pick<HomeView, 'tasks' | 'totals'>): readonly FilledGroup[] {
  return GROUPS.map((group) => {
    const isOwn = ({ kind }: { readonly kind: TaskKind }) => group.kinds.includes(kind);
    return { group, tasks: tasks.filter(isOwn), total: totals.filter(isOwn).reduce((sum, { count }) => sum + count, 0) };
  }).filter(({ total }) => total > 0);
}

const ON_THE_FORM = new Set<TaskKind>([
  'complete',
  'sign-prescriber',
  'sign-pharmacist',
  'answer-more',
  'form-late',
  'form-due',
  'form-unlock-asked',
  'query-to-answer',
  'query-to-settle',
]);

/** Where the task is done. */
export function linkOf({ kind, enrolmentId, formId, caseId }: HomeTask): string[] {
  if (kind === 'unconfirmed-mail') return ['/envois'];
  if (kind === 'renew-designation' || kind === 'designation-left') return ['/designations'];
  if (kind === 'case-to-read' || kind === 'case-to-transmit') return caseId ? ['/pharmacovigilance', caseId] : ['/pharmacovigilance'];
  if (!enrolmentId) return ['/patients'];
  return formId && ON_THE_FORM.has(kind) ? ['/dossiers', enrolmentId, 'fiches', formId] : ['/dossiers', enrolmentId];
}

/** A query is led to where it stands: its field, or its thread. */
export function paramsOf({ queryId, formId }: HomeTask): { query: string } | undefined {
  return queryId && formId ? { query: queryId } : undefined;
}

/** Those that look like another of these: same words, same patient, as far as a line says. When each began tells them apart. */
export function lookalikesAmong(tasks: readonly HomeTask[]): ReadonlySet<HomeTask> {
  const looks = tasks.map(({ text, patient, registrationNumber, medicine, centreName, until }) =>
    JSON.stringify([text, patient, registrationNumber, medicine, centreName, until]),
  );
  return new Set(tasks.filter((_, index) => looks.indexOf(looks[index] ?? '') !== looks.lastIndexOf(looks[index] ?? '')));
}

/** Whether the form of the task is still to be opened: doing it begins there. */
export function isToOpen({ formId, formCode, enrolmentId }: HomeTask): boolean {
  return !formId && !!formCode && !!enrolmentId;
}
