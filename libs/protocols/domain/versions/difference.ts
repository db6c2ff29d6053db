import { change, matched, reordered, same, type Change, type Place } from './change.js';
import { differencesOfForm } from './difference-of-form.js';
import { declaredItems } from '../language/keys.js';
import type { FormItem, Protocol, PutMetadata, Visit } from '../language/language.js';

/**
 * What a new version of a protocol says otherwise than the one before, in the order of the new one: the table that an amendment
 * previews. Nothing changes unseen: none means that both say the same.
 */
export function differences(before: Protocol, after: Protocol): readonly Change[] {
  const { removed, added, kept } = matched(before.forms, after.forms, ({ code }) => code);
  return [
    ...cover(before, after),
    ...removed.map((form) =>
      change({ code: 'form-removed', params: { title: form.title } }, 'form', {
        form: form.code,
        kind: 'removed',
        needsMapping: true,
        breaksSignatures: (form.signatures ?? []).length > 0,
        losesValues: declaredItems(form).length > 0,
      }),
    ),
    ...added.map((form) => change({ code: 'form-added', params: { title: form.title } }, 'form', { form: form.code, kind: 'added' })),
    ...kept.flatMap(([was, is]) => differencesOfForm({ protocol: before, form: was }, { protocol: after, form: is })),
    ...(reordered(before.forms, after.forms, ({ code }) => code) ? [change({ code: 'order-of-forms' }, 'order')] : []),
    ...calendarChanges(before, after),
  ];
}

/** What a cover may say. The compiler asks for a property that is new. */
const COVER: Readonly<Record<keyof PutMetadata, true>> = {
  kind: true,
  title: true,
  medicine: true,
  inn: true,
  indication: true,
  holder: true,
  grantedOn: true,
  availableOn: true,
  updatedOn: true,
  reportEveryMonths: true,
  contact: true,
  dataProtection: true,
  adverseEffects: true,
};

function cover(before: Protocol, after: Protocol): readonly Change[] {
  const properties = (Object.keys(COVER) as (keyof PutMetadata)[]).filter((property) => !same(before.put[property], after.put[property]));
  const { paediatric } = after;
  return [
    ...properties.map((property) => change({ code: 'cover', params: { property, value: after.put[property] } }, 'cover')),
    ...(before.paediatric === paediatric ? [] : [change({ code: 'is-paediatric', params: { paediatric } }, 'cover')]),
    ...(before.demonstration === after.demonstration ? [] : [change({ code: 'demonstration-mention' }, 'cover')]),
    ...(same(before.uncollected ?? [], after.uncollected ?? []) ? [] : [change({ code: 'uncollected' }, 'cover')]),
    ...(same(before.registries ?? [], after.registries ?? [])
      ? []
      : [change({ code: 'registries', params: { registries: after.registries ?? [] } }, 'calendar')]),
    ...(same(before.reuse ?? null, after.reuse ?? null) ? [] : [change({ code: 'reuse' }, 'cover')]),
  ];
}

function calendarChanges(before: Protocol, after: Protocol): readonly Change[] {
  const [was, is] = [before.calendar, after.calendar];
  const { removed, added, kept } = matched(was.visits, is.visits, ({ code }) => code);
  const placed = (place: FormItem | undefined) => place && placeOf(place, after);
  return [
    ...(['anchor', 'forecast', 'stop'] as const)
      .filter((counted) => !same(was[counted] ?? null, is[counted] ?? null))
      .map((counted) => change({ code: 'calendar-day', params: { counted, place: placed(is[counted]) } }, 'calendar')),
    ...(same(was.ends ?? [], is.ends ?? [])
      ? []
      : [change({ code: 'end-of-follow-up', params: { places: (is.ends ?? []).map((end) => placeOf(end, after)) } }, 'calendar')]),
    ...removed.map(({ label }) =>
      change({ code: 'visit-removed', params: { label } }, 'calendar', { kind: 'removed', needsMapping: true }),
    ),
    ...added.map((visit) => change({ code: 'visit-added', params: { visit } }, 'calendar', { kind: 'added' })),
    ...kept.flatMap(([former, now]) => visitChanges(former, now, placed)),
    ...(reordered(was.visits, is.visits, ({ code }) => code) ? [change({ code: 'order-of-visits' }, 'order')] : []),
    ...(same(was.unscheduled ?? null, is.unscheduled ?? null)
      ? []
      : [
          change({ code: 'unscheduled-visits' }, 'calendar', {
            needsMapping: was.unscheduled !== undefined && !keepsForms(was.unscheduled, is.unscheduled),
          }),
        ]),
  ];
}

function keepsForms(was: { code: string; forms: readonly string[] } | undefined, is: typeof was): boolean {
  return was?.code === is?.code && (was?.forms ?? []).every((form) => is?.forms.includes(form));
}

function visitChanges(was: Visit, is: Visit, placed: (place: FormItem | undefined) => Place | undefined): readonly Change[] {
  const { label } = is;
  const lost = was.forms.filter((form) => !is.forms.includes(form));
  const gained = is.forms.filter((form) => !was.forms.includes(form));
  const shorter = (was.every?.times ?? 1) > (is.every?.times ?? 1);
  const moment = ({ offset, window, every }: Visit) => ({ offset, window, every });
  return [
    ...(was.label === is.label ? [] : [change({ code: 'visit-renamed', params: { was: was.label, is: label } }, 'calendar')]),
    ...(same(moment(was), moment(is))
      ? []
      : [change({ code: 'visit-held', params: { visit: is } }, 'calendar', { needsMapping: shorter })]),
    ...(same(was.anchor ?? null, is.anchor ?? null)
      ? []
      : [change({ code: 'visit-anchor', params: { label, place: placed(is.anchor) } }, 'calendar')]),
    ...(lost.length > 0 ? [change({ code: 'visit-loses-forms', params: { label, forms: lost } }, 'calendar', { needsMapping: true })] : []),
    ...(gained.length > 0 ? [change({ code: 'visit-gains-forms', params: { label, forms: gained } }, 'calendar')] : []),
    ...(lost.length + gained.length === 0 && !same(was.forms, is.forms)
      ? [change({ code: 'visit-order-of-forms', params: { label } }, 'order')]
      : []),
    ...((was.keptAfterStop ?? false) === (is.keptAfterStop ?? false)
      ? []
      : [change({ code: 'visit-after-stop', params: { label, kept: is.keptAfterStop ?? false } }, 'calendar')]),
  ];
}

function placeOf(place: FormItem, { forms }: Protocol): Place {
  const form = forms.find(({ code }) => code === place.form);
  const label = form && declaredItems(form).find(({ item }) => item.code === place.item)?.item.label;
  return { label: label ?? place.item, form: place.form };
}
