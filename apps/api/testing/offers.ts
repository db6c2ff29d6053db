import { randomUUID } from 'node:crypto';
import type { ScheduleView } from '#forms/api';
import { isOpeningKind } from '#protocols/domain';
import type { Agent } from './agent.js';
import { given } from './compassionate.js';
import { rehearse } from './rehearsal.js';
import type { Wire } from './requests.js';

type Verb = 'get' | 'post' | 'patch' | 'put';

/** How an act is asked for: its address, what is read of the state, and a body that nothing is wrong with. */
export interface Act {
  readonly verb: Verb;
  readonly path: string;
  readonly version?: number | undefined;
  readonly body?: object;
}

/** A thing as one person is shown it: what is offered, and how everything that could be is asked for. */
export interface Shown {
  readonly thing: string;
  readonly offered: readonly string[];
  readonly acts: Readonly<Record<string, Act>>;
}

/** The act passed rights and state: what it meets is the content, which it says. */
const OF_CONTENT = ['gaps', 'checks-failed', 'unknown-item'];
export const REASON = { reason: 'Essai de ce qui est offert' };
export const TEXT = { text: 'Essai de ce qui est offert' };

/** What this person is shown there; undefined when they are not. */
export async function seen(agent: Agent, path: string): Promise<Wire> {
  const { status, body } = await agent.get(path);
  return status === 200 ? body : undefined;
}

export async function form(agent: Agent, id: string): Promise<Shown[]> {
  const view = await seen(agent, `/forms/${id}`);
  if (!view) return [];
  const { stateVersion: version, contentVersion } = view;
  const post = (act: string, body?: object): Act => ({ verb: 'post', path: `/forms/${id}/${act}`, version, ...(body && { body }) });
  const acts: Record<string, Act> = {
    write: { verb: 'patch', path: `/forms/${id}/values`, body: { changes: [{ item: 'hors.put', value: 1, base: 0 }] } },
    withdraw: post('withdraw'),
    complete: post('complete'),
    reopen: post('reopen'),
    'sign-prescriber': post('signing-intents', { role: 'prescriber', contentVersion }),
    'sign-pharmacist': post('signing-intents', { role: 'pharmacist', contentVersion }),
    review: { verb: 'put', path: `/forms/${id}/review/read`, body: { contentVersion } },
    lock: post('lock', { ...REASON, despiteQueries: true }),
    unlock: post('unlock', REASON),
    'ask-unlock': post('ask-unlock', REASON),
    'refuse-unlock': post('refuse-unlock', REASON),
  };
  // What may be carried is offered section by section: without any, nothing is asked.
  const carriable: { section: string; source: string }[] = view.carriable;
  for (const { section, source } of carriable) acts[`carry ${section} ${source}`] = post('carried', { section, source });
  // A page is drawn by a browser, which this world has not: printing changes nothing, and is asked about in the matrix.
  const offered = [
    ...view.abilities.filter((each: string) => each !== 'print'),
    ...Object.keys(acts).filter((each) => each.startsWith('carry')),
  ];
  return [{ thing: 'form', offered, acts }, ...(await asking(agent, { enrolmentId: view.enrolmentId, formId: id }))];
}

export async function enrolment(agent: Agent, id: string): Promise<Shown[]> {
  const view = await seen(agent, `/enrolments/${id}`);
  if (!view) return [];
  const fat = view.forms.find(({ kind }: { kind: string }) => isOpeningKind(kind));
  const read = fat && (await seen(agent, `/forms/${fat.id}`));
  const sign = (role: string): Act => ({
    verb: 'post',
    path: `/forms/${fat.id}/signing-intents`,
    version: read.stateVersion,
    body: { role, contentVersion: read.contentVersion },
  });
  const post = (act: string, body: object): Act => ({ verb: 'post', path: `/enrolments/${id}/${act}`, version: view.stateVersion, body });
  const acts: Record<string, Act> = {
    ...(read && {
      write: { verb: 'patch', path: `/forms/${fat.id}/values`, body: { changes: [{ item: 'hors.put', value: 1, base: 0 }] } },
      'sign-prescriber': sign('prescriber'),
      'sign-pharmacist': sign('pharmacist'),
    }),
    cancel: post('cancel', REASON),
    'give-ansm-number': post('ansm-authorisations', given('AAC-2026-999999')),
    decide: post('decision', { decision: 'favourable' }),
    follow: { verb: 'get', path: `/enrolments/${id}/schedule` },
    'read-journal': { verb: 'get', path: `/enrolments/${id}/journal` },
  };
  const offered = view.abilities.filter((each: string) => each !== 'print');
  return [{ thing: 'enrolment', offered, acts }, ...(await schedule(agent, id)), ...(await asking(agent, { enrolmentId: id }))];
}

/** Whether a query may be asked about it. */
async function asking(agent: Agent, about: { readonly enrolmentId: string; readonly formId?: string }): Promise<Shown[]> {
  const view = await seen(agent, `/queries?${about.formId ? `formId=${about.formId}` : `enrolmentId=${about.enrolmentId}`}`);
  if (!view) return [];
  return [
    {
      thing: 'queries',
      offered: view.mayAsk ? ['ask'] : [],
      acts: { ask: { verb: 'post', path: '/queries', body: { ...about, ...TEXT } } },
    },
  ];
}

/** A form of the follow-up, as it is asked for. */
export type Wanted = Pick<ScheduleView['rows'][number], 'form' | 'visit' | 'occurrence'>;

/** What the calendar offers to open; with what it showed another time, and shows no more. */
export async function schedule(agent: Agent, id: string, also: readonly Wanted[] = []): Promise<Shown[]> {
  const view = await seen(agent, `/enrolments/${id}/schedule`);
  if (!view) return [];
  const acts: Record<string, Act> = {};
  const offered: string[] = [];
  const add = (key: string, isOffered: boolean, body: object) => {
    acts[key] = { verb: 'post', path: `/enrolments/${id}/forms`, body };
    if (isOffered) offered.push(key);
  };
  // One line of each form, each state and each answer: a calendar has many lines that are alike.
  const unopened = (view as ScheduleView).rows.filter(({ formId }) => !formId);
  const lines = new Map(unopened.map((row) => [`${row.form} ${row.state} ${row.canOpen}`, row]));
  for (const { form: formCode, visit, occurrence, canOpen } of lines.values())
    add(`open ${formCode} ${visit ?? ''} ${occurrence}`, canOpen, { formCode, occurrence, ...(visit && { visitCode: visit }) });
  for (const { form: formCode, visit, occurrence } of also) {
    const key = `open ${formCode} ${visit ?? ''} ${occurrence}`;
    if (!Object.hasOwn(acts, key)) add(key, false, { formCode, occurrence, ...(visit && { visitCode: visit }) });
  }
  for (const { form: formCode, visit } of view.addable)
    add(`add ${formCode} ${visit ?? ''}`, true, { formCode, ...(visit && { visitCode: visit }) });
  return [{ thing: 'schedule', offered, acts }];
}

async function ask(agent: Agent, { verb, path, version, body }: Act): Promise<string> {
  const asked = agent.ask(verb, path);
  if (verb === 'get') return (await asked).status === 200 ? 'done' : 'refused';
  if (version !== undefined) void asked.set('If-Match', `"${version}"`);
  if (verb === 'post') void asked.set('Idempotency-Key', randomUUID());
  return rehearse(asked.send(body ?? {}));
}

/** Where what is offered and what is accepted differ, as a person would tell it. */
export async function differences(agent: Agent, shown: readonly Shown[]): Promise<string[]> {
  const found: string[] = [];
  for (const { thing, offered, acts } of shown) {
    for (const unknown of offered.filter((act) => !Object.hasOwn(acts, act))) found.push(`${thing}: ${unknown} is not tried`);
    for (const [act, asked] of Object.entries(acts)) {
      const answer = await ask(agent, asked);
      const accepted = answer === 'done' || OF_CONTENT.includes(answer);
      if (accepted !== offered.includes(act))
        found.push(`${thing}: ${act} ${accepted ? 'is accepted and not offered' : `is offered: ${answer}`}`);
    }
  }
  return found;
}
