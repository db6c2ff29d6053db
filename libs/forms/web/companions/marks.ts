import type { IconName, Tone } from '#kernel/web';
import type { FieldView } from '../drawing/drawing.js';

/** A mark of a field: an icon, and a word for those who do not see it. */
export interface MarkShown {
  readonly icon: IconName;
  readonly tone: Tone;
  readonly text: string;
}

/** The marks of a field, always in the same order. */
export function marksOf(field: FieldView, centreId: string, nameOf: (centreId: string) => string): readonly MarkShown[] {
  const { item, mark } = field;
  const marks: (MarkShown | false)[] = [
    item.type === 'calc' && { icon: 'swap', tone: 'grey', text: $localize`Calculé` },
    field.isMissing && field.isRequired && !field.carried && { icon: 'pen', tone: 'amber', text: $localize`Nécessaire` },
    field.wantsReason && { icon: 'clock', tone: 'amber', text: $localize`Motif demandé` },
    field.conflict !== undefined && { icon: 'swap', tone: 'amber', text: $localize`À choisir` },
    field.isElsewhere === true && mark === undefined && { icon: 'centre', tone: 'violet', text: $localize`Répondu par un autre centre` },
    mark !== undefined &&
      mark.centreId !== '' &&
      centreId !== '' &&
      mark.centreId !== centreId && { icon: 'centre', tone: 'violet', text: $localize`Saisi par ${nameOf(mark.centreId)}:centre:` },
  ];
  return marks.filter((mark) => mark !== false);
}
