import type { DateLimits } from '../kinds/date-check.js';
import { declaredItems } from '../language/keys.js';
import { DATE } from '../kinds/comparison.js';
import { kindOf } from '../kinds/index.js';
import type { Check, Form, Group, Item } from '../language/language.js';

const known = new WeakMap<Form, readonly Check[]>();

/** The codes of the checks below add to those of the PUT, whose codes begin with a letter. */
export const OWN_CHECKS = { birth: '+naissance', treatment: '+traitement' } as const;

/**
 * The checks of a form: those of the PUT, and what the product asks of dates by itself, so that no author has to: that none comes before the birth, and that an effect does not come before the
 * first administration. Where the PUT says since when a date may be, it has spoken, and nothing is added.
 */
export function allChecks(form: Form): readonly Check[] {
  const found = known.get(form) ?? [...(form.checks ?? []), ...afterBirth(form), ...afterTreatment(form)];
  known.set(form, found);
  return found;
}

function afterBirth(form: Form): Check[] {
  const dates = declaredItems(form).flatMap(({ item }) => (isDate(item) ? [item] : []));
  const birth = dates.find(({ binds }) => binds === 'patient.birth');
  return dates
    .filter((item) => item !== birth && item.notBefore === undefined)
    .map(({ code }) => ({
      code: `${OWN_CHECKS.birth}:${code}`,
      level: 'soft',
      assert: { compare: [{ item: code }, '>=', birth ? { item: birth.code } : 'birth'] },
      items: [code],
      message: 'Cette date précède la naissance du patient. Vérifiez l’une et l’autre.',
    }));
}

function afterTreatment(form: Form): Check[] {
  const onset = onsetOf(form);
  if (!onset || onset.notBefore !== undefined) return [];
  return [
    {
      code: `${OWN_CHECKS.treatment}:${onset.code}`,
      level: 'soft',
      assert: { compare: [{ item: onset.code }, '>=', 'treatedFrom'] },
      items: [onset.code],
      message: 'Cet effet est survenu avant la première administration. Vérifiez la date, ou confirmez-la dans votre réponse.',
    },
  ];
}

/** When an effect began: the first date asked where it is described. */
function onsetOf({ kind, case: its, sections, heldOn }: Form): (Item & DateLimits) | undefined {
  if (kind !== 'EI') return undefined;
  const section = sections.find(({ content }) => content.some(({ code }) => its?.verbatims?.includes(code)));
  return section?.content.filter(isDate).find(({ code }) => code !== its?.aware && code !== heldOn);
}

/** Whatever is known of it. */
function isDate(content: Item | Group): content is Item & DateLimits {
  return content.type !== 'group' && kindOf(content).compare.type === DATE;
}
