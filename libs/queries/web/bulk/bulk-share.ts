/** Why some of those that were selected are left out: for one, and for many. */
export interface Left {
  readonly one: string;
  readonly many: string;
}

/** Which of those that were selected an act touches, and in words, why the others are left. */
export interface Share<Row> {
  readonly touched: readonly Row[];
  /** `Sur 50 sélectionnées, 19 sont laissées de côté : 12 déjà verrouillées, 7 FAT…` Undefined when none is. */
  readonly leftInWords?: string;
}

/** @param whyNot why the act would be refused there; undefined where it may be done */
export function shareOf<Row>(selected: readonly Row[], whyNot: (row: Row) => Left | undefined): Share<Row> {
  const reasons = new Map<string, { readonly why: Left; count: number }>();
  const touched = selected.filter((row) => {
    const why = whyNot(row);
    if (why === undefined) return true;
    const known = reasons.get(why.one) ?? { why, count: 0 };
    reasons.set(why.one, known);
    known.count += 1;
    return false;
  });
  const left = selected.length - touched.length;
  if (left === 0) return { touched };
  const parts = [...reasons.values()].map(({ why, count }) => `${count.toLocaleString('fr')}\u00a0${count === 1 ? why.one : why.many}`);
  const [all, aside] = [selected.length.toLocaleString('fr'), left.toLocaleString('fr')];
  const leftOut =
    left === 1
      ? $localize`Sur ${all} sélectionnées, 1 est laissée de côté\u00a0: `
      : $localize`Sur ${all} sélectionnées, ${aside} sont laissées de côté\u00a0: `;
  return { touched, leftInWords: `${leftOut}${parts.join(', ')}.` };
}
