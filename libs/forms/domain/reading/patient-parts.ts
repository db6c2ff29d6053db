import {
  applicability,
  parseKey,
  referencesOfCondition,
  type Condition,
  type Env,
  type Form,
  type Group,
  type Item,
  type Section,
  type Values,
} from '#protocols/domain';

/** What of a form the patient answers. */
export interface PatientParts {
  readonly sections: readonly Section[];
  /** Whether a key is of theirs: an item, a row, an item of a row. */
  readonly holds: (key: string) => boolean;
}

/**
 * The sections that the protocol gives to the patient (charter C5.9), as far as they apply now. A condition that reads the rest of the file
 * is settled here, since the patient's device must not hold what it reads. Calculated values are the professional's.
 */
export function patientParts(form: Form, values: Values, env: Env): PatientParts {
  const found = applicability(form, values, env);
  const sections = found.sections.filter(({ enteredBy }) => enteredBy === 'patient');
  const asked = new Set(sections.flatMap(({ content }) => content.map(({ code }) => code)));
  const applies = new Set<Item | Group>([...found.items.map(({ item }) => item), ...found.groups.map(({ group }) => group)]);

  const own = (content: Item | Group): (Item | Group)[] => {
    if (content.type === 'calc') return [];
    const plain = withoutReasons(content);
    if (content.when && readsOnly(content.when, asked)) return [plain];
    const { when: _settled, ...always } = plain;
    return applies.has(content) ? [always] : [];
  };
  const parts = sections.map(({ when: _settled, ...section }) => ({ ...section, content: section.content.flatMap(own) }));
  const codes = new Set(parts.flatMap(({ content }) => content.map(({ code }) => code)));
  return {
    sections: parts.filter(({ content }) => content.length > 0),
    holds: (key) => {
      const at = parseKey(key);
      return at !== undefined && codes.has('group' in at ? at.group : at.item);
    },
  };
}

/** A patient leaves a question; why it has no answer is the professional's to say. */
function withoutReasons<T extends Item | Group>(content: T): T {
  const { missingReasons: _said, ...plain } = content as T & Pick<Item, 'missingReasons'>;
  return plain as T;
}

function readsOnly(when: Condition, items: ReadonlySet<string>): boolean {
  return referencesOfCondition(when).every(({ item, form, previousVisit }) => !form && !previousVisit && items.has(item));
}
