import type { HomeGroup, HomeTask, HomeView } from '#api-client';

/** A group with its tasks in the order of the server, and how many it has, here or not. */
export interface FilledGroup {
  readonly group: HomeGroup;
  readonly tasks: readonly HomeTask[];
  readonly total: number;
}

/** The groups, as the server orders them. */
export function groupsOf({ groups, tasks, totals }: Pick<HomeView, 'groups' | 'tasks' | 'totals'>): readonly FilledGroup[] {
  return groups.map((group) => {
    const isOwn = ({ kind }: { readonly kind: string }) => group.kinds.includes(kind);
    return { group, tasks: tasks.filter(isOwn), total: totals.filter(isOwn).reduce((sum, { count }) => sum + count, 0) };
  });
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
