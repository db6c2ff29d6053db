import { change, matched, reordered, same, type Change } from './change.js';
import { differencesOfForm } from './difference-of-form.js';
import { frenchPartialDate, enumerated, NBSP, quoted } from '../language/french.js';
import { declaredItems } from '../language/keys.js';
import type { Duration, FormItem, Protocol, PutMetadata, Visit } from '../language/language.js';

/**
 * What a new version of a protocol says otherwise than the one before, in French, in the order of the new one: the table that an amendment
 * previews. Nothing changes unseen: none means that both say the same.
 */
export function differences(before: Protocol, after: Protocol): readonly Change[] {
  const { removed, added, kept } = matched(before.forms, after.forms, ({ code }) => code);
  return [
    ...cover(before, after),
    ...removed.map((form) =>
      change(`La fiche ${quoted(form.title)} est retirée.`, 'form', {
        form: form.code,
        kind: 'removed',
        needsMapping: true,
        breaksSignatures: (form.signatures ?? []).length > 0,
        losesValues: declaredItems(form).length > 0,
      }),
    ),
    ...added.map((form) => change(`La fiche ${quoted(form.title)} est ajoutée.`, 'form', { form: form.code, kind: 'added' })),
    ...kept.flatMap(([was, is]) => differencesOfForm({ protocol: before, form: was }, { protocol: after, form: is })),
    ...(reordered(before.forms, after.forms, ({ code }) => code) ? [change('L’ordre des fiches change.', 'order')] : []),
    ...calendarChanges(before, after),
  ];
}

const COVER: Readonly<Record<keyof PutMetadata, string>> = {
  kind: 'le type de PUT',
  title: 'le titre',
  medicine: 'la spécialité',
  inn: 'la DCI',
  indication: 'l’indication',
  holder: 'l’exploitant',
  grantedOn: 'la date d’octroi',
  availableOn: 'la date de mise à disposition',
  updatedOn: 'la date de mise à jour',
  reportEveryMonths: 'la périodicité des rapports de synthèse',
  contact: 'le contact',
  dataProtection: 'le contact pour la protection des données',
  adverseEffects: 'le canal de déclaration des effets indésirables',
};

function cover(before: Protocol, after: Protocol): readonly Change[] {
  const properties = (Object.keys(COVER) as (keyof PutMetadata)[]).filter((property) => !same(before.put[property], after.put[property]));
  const shown = (property: keyof PutMetadata) => {
    const value = after.put[property];
    if (value === undefined) return `${NBSP}: retiré`;
    return typeof value === 'object' ? ' change' : `${NBSP}: ${quoted(frenchDay(String(value)))}`;
  };
  return [
    ...properties.map((property) => change(`Sur la couverture, ${COVER[property]}${shown(property)}.`, 'cover')),
    ...(before.paediatric === after.paediatric
      ? []
      : [change(after.paediatric ? 'Le contexte devient pédiatrique.' : 'Le contexte n’est plus pédiatrique.', 'cover')]),
    ...(before.demonstration === after.demonstration ? [] : [change('La mention de démonstration change.', 'cover')]),
    ...(same(before.uncollected ?? [], after.uncollected ?? [])
      ? []
      : [change('Les éléments du PUT laissés sans champ changent.', 'cover')]),
  ];
}

function frenchDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? frenchPartialDate(text) : text;
}

const COUNTED: Readonly<Record<'anchor' | 'forecast' | 'stop', string>> = {
  anchor: 'Le jour 0 des visites',
  forecast: 'La prévision du jour 0',
  stop: 'Le jour de l’arrêt définitif',
};

function calendarChanges(before: Protocol, after: Protocol): readonly Change[] {
  const [was, is] = [before.calendar, after.calendar];
  const { removed, added, kept } = matched(was.visits, is.visits, ({ code }) => code);
  return [
    ...(['anchor', 'forecast', 'stop'] as const)
      .filter((role) => !same(was[role] ?? null, is[role] ?? null))
      .map((role) => change(`${COUNTED[role]} ${itemWords(is[role], after)}. Les dates prévues sont recalculées.`, 'calendar')),
    ...(same(was.ends ?? [], is.ends ?? [])
      ? []
      : [change(`La fin du suivi ${endsWords(is.ends ?? [], after)}. Le calendrier des patients suivis est recalculé.`, 'calendar')]),
    ...removed.map(({ label }) => change(`La visite ${quoted(label)} est retirée.`, 'calendar', { kind: 'removed', needsMapping: true })),
    ...added.map((visit) =>
      change(`La visite ${quoted(visit.label)} est ajoutée${NBSP}: ${visitWords(visit)}.`, 'calendar', { kind: 'added' }),
    ),
    ...kept.flatMap(([former, now]) => visitChanges(former, now, after)),
    ...(reordered(was.visits, is.visits, ({ code }) => code) ? [change('L’ordre des visites change.', 'order')] : []),
    ...(same(was.unscheduled ?? null, is.unscheduled ?? null)
      ? []
      : [
          change('Les visites non programmées changent.', 'calendar', {
            needsMapping: was.unscheduled !== undefined && !keepsForms(was.unscheduled, is.unscheduled),
          }),
        ]),
  ];
}

function keepsForms(was: { code: string; forms: readonly string[] } | undefined, is: typeof was): boolean {
  return was?.code === is?.code && (was?.forms ?? []).every((form) => is?.forms.includes(form));
}

function visitChanges(was: Visit, is: Visit, after: Protocol): readonly Change[] {
  const name = `La visite ${quoted(is.label)}`;
  const lost = was.forms.filter((form) => !is.forms.includes(form));
  const gained = is.forms.filter((form) => !was.forms.includes(form));
  const shorter = (was.every?.times ?? 1) > (is.every?.times ?? 1);
  const moment = ({ offset, window, every }: Visit) => ({ offset, window, every });
  return [
    ...(was.label === is.label ? [] : [change(`La visite ${quoted(was.label)} s’appelle désormais ${quoted(is.label)}.`, 'calendar')]),
    ...(same(moment(was), moment(is))
      ? []
      : [change(`${name} a lieu désormais ${visitWords(is)}.`, 'calendar', { needsMapping: shorter })]),
    ...(same(was.anchor ?? null, is.anchor ?? null)
      ? []
      : [change(`${name} se compte autrement${NBSP}: son jour 0 ${itemWords(is.anchor, after)}.`, 'calendar')]),
    ...(lost.length > 0 ? [change(`${name} ne demande plus ${enumerated(lost, 'et')}.`, 'calendar', { needsMapping: true })] : []),
    ...(gained.length > 0 ? [change(`${name} demande en plus ${enumerated(gained, 'et')}.`, 'calendar')] : []),
    ...(lost.length + gained.length === 0 && !same(was.forms, is.forms)
      ? [change(`${name}${NBSP}: l’ordre des fiches change.`, 'order')]
      : []),
    ...((was.keptAfterStop ?? false) === (is.keptAfterStop ?? false)
      ? []
      : [change(`${name} ${is.keptAfterStop ? 'reste due' : 'n’est plus due'} après l’arrêt définitif.`, 'calendar')]),
  ];
}

function itemWords(place: FormItem | undefined, { forms }: Protocol): string {
  if (!place) return 'n’est plus dit';
  const form = forms.find(({ code }) => code === place.form);
  const label = form && declaredItems(form).find(({ item }) => item.code === place.item)?.item.label;
  return `est désormais ${quoted(label ?? place.item)} (fiche ${place.form})`;
}

/** `se lit désormais dans « Évolution » (fiche EI)`. */
function endsWords(ends: NonNullable<Protocol['calendar']['ends']>, { forms }: Protocol): string {
  const places = ends.map(({ form: code, item }) => {
    const form = forms.find((each) => each.code === code);
    const label = form && declaredItems(form).find((each) => each.item.code === item)?.item.label;
    return `${quoted(label ?? item)} (fiche ${code})`;
  });
  return places.length === 0 ? 'ne se lit plus dans aucune fiche' : `se lit désormais dans ${enumerated(places, 'et')}`;
}

function visitWords({ offset, window, every }: Visit): string {
  const again = every ? `, puis ${interval(every)}, ${every.times} fois en tout` : '';
  return `à ${duration(offset)}${again} (fenêtre${NBSP}: ${window.before} jours avant, ${window.after} après)`;
}

/** `tous les mois`, `toutes les 3 semaines`. */
function interval({ unit, value }: Duration): string {
  return `${unit === 'weeks' ? 'toutes' : 'tous'} les ${value === 1 ? '' : `${value} `}${UNITS[unit]}`;
}

const UNITS: Readonly<Record<Duration['unit'], string>> = { days: 'jours', weeks: 'semaines', months: 'mois' };

function duration({ unit, value }: Duration): string {
  return `${value} ${UNITS[unit]}`;
}
