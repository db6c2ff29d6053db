import type { DateLimits } from '../kinds/date-check.js';
import { declaredItems } from '../language/keys.js';
import { DATE } from '../kinds/comparison.js';
import { kindOf } from '../kinds/index.js';
import type { Check, Form, Group, Item } from '../language/language.js';
import type { ProtocolMessage } from '../say.js';

const known = new WeakMap<Form, readonly AskedCheck[]>();

/** A check as it is asked: what it says is the PUT's, or the product's own. */
export interface AskedCheck extends Omit<Check, 'message'> {
  readonly says: ProtocolMessage;
}

/** The codes of the checks below add to those of the PUT, whose codes begin with a letter. */
export const OWN_CHECKS = { birth: '+naissance', treatment: '+traitement' } as const;

/**
 * The checks of a form: those of the PUT, and what the product asks of dates by itself, so that no author has to: that none comes before the birth, and that an effect does not come before the
 * first administration. Where the PUT says since when a date may be, it has spoken, and nothing is added.
 */
export function allChecks(form: Form): readonly AskedCheck[] {
  const found = known.get(form) ?? [...(form.checks ?? []).map(asWritten), ...afterBirth(form), ...afterTreatment(form)];
  known.set(form, found);
  return found;
}

function asWritten({ message, ...check }: Check): AskedCheck {
  return { ...check, says: { code: 'of-protocol', params: { text: message } } };
}

function afterBirth(form: Form): AskedCheck[] {
  const dates = declaredItems(form).flatMap(({ item }) => (isDate(item) ? [item] : []));
  const birth = dates.find(({ binds }) => binds === 'patient.birth');
  return dates
    .filter((item) => item !== birth && item.notBefore === undefined)
    .map(({ code }) => ({
      code: `${OWN_CHECKS.birth}:${code}`,
      level: 'soft',
      assert: { compare: [{ item: code }, '>=', birth ? { item: birth.code } : 'birth'] },
      items: [code],
      says: { code: 'before-birth' },
    }));
}

function afterTreatment(form: Form): AskedCheck[] {
  const onset = onsetOf(form);
  if (!onset || onset.notBefore !== undefined) return [];
  return [
    {
      code: `${OWN_CHECKS.treatment}:${onset.code}`,
      level: 'soft',
      assert: { compare: [{ item: onset.code }, '>=', 'treatedFrom'] },
      items: [onset.code],
      says: { code: 'before-treatment' },
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
