import { arrives } from '../arrivals.js';
import { signInAgain, toldBy, type Account } from './cast.js';
import type { History } from './history.js';

const DAY_MS = 86_400_000;
const dayIn = (days: number): string =>
  new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date(Date.now() + days * DAY_MS));

/** An authorisation is suspended, goes on, or is withdrawn: no new request, and the follow-up goes on (charter R4, R5). */
export async function decideOnLicence(history: History): Promise<void> {
  const { known, chance, cast } = history;
  const living = cast.licences.filter(({ id }) => known.statuses.get(id) !== 'ended');
  if (living.length === 0) return;
  const { id, code } = chance.pick(living);
  const about = known.ofLicence(id);
  const may = (account: Account) => ['read', 'change-status'].every((action) => known.may(account, 'Authorisation', action, about));
  const account = history.who(may);
  const isSuspended = known.statuses.get(id) === 'suspended';
  const kind = isSuspended ? 'lifted' : chance.often(0.6) ? 'suspended' : 'withdrawn';
  const version = await history.version('authorisation', id);
  const said = { kind, day: dayIn(0), decidedOn: dayIn(0), authority: 'has', document: 'Essai des histoires' };
  const done = await history.act(account, may(account), `records ${code} ${kind}`, () =>
    history.send(
      account,
      'POST',
      `/authorisations/${id}/decisions`,
      { ...said, ...(kind === 'suspended' && { until: dayIn(30) }) },
      version,
    ),
  );
  if (done) known.statuses.set(id, kind === 'lifted' ? 'in-force' : kind === 'suspended' ? 'suspended' : 'ended');
}

/** A manager assigns an account other authorisations, closes it, or opens it again (charter C3.4). */
export async function staff(history: History): Promise<void> {
  const { known, chance, cast } = history;
  const target = chance.pick(history.accounts(({ name }) => ['data-manager', 'holder-1', 'holder-2'].includes(name)));
  const isClosed = known.closed.has(target.name);
  const may = ({ name }: Account) => name === 'manager';
  const others = history.accounts(({ name, staff: one }) => name !== 'manager-of-x' && (one !== undefined || chance.often(0.2)));
  const account = history.who(may, others);
  const active = isClosed || (target.name === 'data-manager' && chance.often(0.6));
  const scope = target.staff?.role === 'exploitant' ? [] : chance.some(cast.licences, 0, 3).map(({ id }) => id);
  const version = await history.version('staff', target.personId);
  const body = { active, authorisationIds: scope, ...(!active && { reason: 'Essai des histoires' }) };
  const done = await history.act(account, may(account), `makes the account ${target.name} ${active ? 'open' : 'closed'}`, () =>
    history.send(account, 'PATCH', `/staff/${target.personId}`, body, version),
  );
  if (!done) return;
  if (target.staff?.role !== 'exploitant') known.scopes.set(target.name, scope);
  if (!active) known.closed.add(target.name);
  else if (known.closed.delete(target.name)) await signInAgain(history.world, target);
}

/** The last day of what was given passes. */
export async function dayPasses(history: History): Promise<void> {
  const { known, chance, world } = history;
  const designations = known.designations.filter(({ stands }) => stands);
  const readings = known.readings.filter(({ state }) => state === 'granted');
  const all = [...designations, ...readings];
  if (all.length === 0) return;
  const one = chance.pick(all);
  if ('stands' in one) {
    await history.happens(`designation ${known.designations.indexOf(one) + 1} ends by its date`, () =>
      world.db.query('UPDATE designation SET starts_on = current_date - 30, ends_on = current_date - 2 WHERE id = $1', [one.id]),
    );
    one.stands = false;
    return;
  }
  await history.happens(`reading ${known.readings.indexOf(one) + 1} ends by its date`, () =>
    world.db.query('UPDATE read_grant SET until_day = current_date - 2 WHERE id = $1', [one.id]),
  );
  one.state = 'over';
}

/** Someone signs in, and their provider tells no more of a place where they worked; or tells of it again. */
export async function leaveOrReturn(history: History): Promise<void> {
  const { known, chance } = history;
  const account = chance.pick(history.accounts(({ profile }) => profile !== undefined));
  const isBack = known.closed.has(account.name);
  if (isBack) known.closed.delete(account.name);
  else known.closed.add(account.name);
  const left = history.working().filter(({ personId }) => personId === account.personId);
  await history.happens(`${account.name} ${isBack ? 'works there again' : 'leaves'}`, () =>
    arrives(
      history.world,
      toldBy(
        account,
        left.flatMap(({ profile }) => (profile ? [profile] : [])),
      ),
    ),
  );
  if (isBack) await signInAgain(history.world, account);
  else known.left(account);
}
