import type { BulkActView, BulkLineView } from '#api-client';

/** `Clôture de 12 queries`. */
export function bulkInWords({ act, total }: Pick<BulkActView, 'act' | 'total'>): string {
  const queries = total === 1 ? $localize`1 query` : $localize`${total.toLocaleString('fr')} queries`;
  const forms = total === 1 ? $localize`1 fiche` : $localize`${total.toLocaleString('fr')} fiches`;
  switch (act) {
    case 'ask':
      return total === 1 ? $localize`1 question à poser` : $localize`${total.toLocaleString('fr')} questions à poser`;
    case 'close':
      return $localize`Clôture de ${queries}`;
    case 'reopen':
      return $localize`Réouverture de ${queries}`;
    case 'assign':
      return $localize`Changement de suivi de ${queries}`;
    case 'due':
      return $localize`Échéance de ${queries}`;
    case 'remind':
      return $localize`Relance de ${queries}`;
    case 'mark-read':
      return $localize`Relecture de ${forms}`;
    case 'mark-verified':
      return $localize`Vérification de ${forms}`;
    case 'lock':
      return $localize`Verrouillage de ${forms}`;
  }
}

/** `12 faites, 1 refusée, 3 à faire` */
export function progressInWords({ done, refused, failed, left }: BulkActView): string {
  const count = (of: number, one: string, many: string) => (of === 0 ? [] : [`${of.toLocaleString('fr')} ${of === 1 ? one : many}`]);
  const parts = [
    ...count(done, $localize`faite`, $localize`faites`),
    ...count(refused, $localize`refusée`, $localize`refusées`),
    ...count(failed, $localize`qui n’a pas abouti`, $localize`qui n’ont pas abouti`),
    ...count(left, $localize`à faire`, $localize`à faire`),
  ];
  return parts.join(', ');
}

/** Whose line it is, and what it is about, as far as one may read it. */
export function lineInWords({ registrationNumber, letters, about, seq }: BulkLineView): string {
  return [registrationNumber ?? letters, about].filter(Boolean).join(', ') || $localize`Ligne ${seq}`;
}
