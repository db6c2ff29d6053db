import type { ProtocolVersionSummary, ProtocolView } from '#api-client';
import { dayInWords, drawn, type Drawn } from '#kernel/web';
import { STANDING_WORDS, standingOf } from '#protocols/domain';

const STANDINGS = drawn(STANDING_WORDS, {
  draft: { tone: 'amber', icon: 'pen' },
  'to-come': { tone: 'blue', icon: 'clock' },
  'in-force': { tone: 'green', icon: 'done' },
  replaced: { tone: 'grey', icon: 'minus' },
  withdrawn: { tone: 'grey', icon: 'cancel' },
});

/** Where a version stands, as screens show it. */
export function stateInWords(version: ProtocolVersionSummary, today: string): Drawn {
  return STANDINGS[standingOf(version, today)];
}

/** `2 fiches, 1 patient`. */
export function begunInWords({ forms, patients }: Pick<ProtocolVersionSummary, 'forms' | 'patients'>): string {
  if (forms === 0) return $localize`aucune`;
  const of = patients > 1 ? $localize`${patients} patients` : $localize`1 patient`;
  return forms > 1 ? $localize`${forms} fiches, ${of}` : $localize`1 fiche, ${of}`;
}

/** What publishing does, said before. */
export function publishingInWords(version: number, day: string, current: ProtocolVersionSummary | undefined): string {
  const from = dayInWords(day);
  const first = $localize`À partir du ${from}, les demandes et les fiches s’ouvriront avec la version ${version}.`;
  return current
    ? $localize`${first} Le calendrier des patients suivis sera le sien\u202f; les fiches commencées avec la version ${current.version} la gardent, et aucune visite déjà passée n’est ajoutée. La publication ne s’efface pas\u00a0: elle peut seulement être retirée, avec un motif.`
    : first;
}

/** What withdrawing does, said before. */
export function withdrawingInWords(protocol: ProtocolView, version: ProtocolVersionSummary): string {
  if (version.state === 'draft') return $localize`Ce brouillon ne pourra plus être publié. Son numéro pourra servir à un autre document.`;
  const kept =
    version.forms > 0
      ? $localize`Les fiches commencées avec elle (${begunInWords(version)}) la gardent\u00a0: rien n’est perdu.`
      : $localize`Aucune fiche n’a été commencée avec elle.`;
  const others = protocol.versions.filter(({ state, id }) => state === 'published' && id !== version.id);
  const next =
    others.length > 0
      ? $localize`Les nouvelles fiches s’ouvriront avec la version publiée qui la précède, et le calendrier des patients suivis redeviendra le sien.`
      : NONE_LEFT;
  return `${kept} ${next}`;
}

const NONE_LEFT = $localize`Aucune autre version n’est publiée\u00a0: plus aucune demande ni aucune fiche ne pourra s’ouvrir.`;

/** The day in Paris, where managers are. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
}

export function medicinesOf({ authorisations, code }: ProtocolView): string {
  return [...new Set(authorisations.map(({ medicine }) => medicine))].join(', ') || code;
}
