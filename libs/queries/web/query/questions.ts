import type { Form } from '#protocols/domain';

/** A question of a form that can be a column. */
export interface Question {
  readonly code: string;
  readonly label: string;
  readonly section: string;
  /** Of a repeating group: asked several times in one form. */
  readonly isRepeated: boolean;
}

/** The questions of a form in reading order, those that identify the patient left out: their place is not a list. */
export function questionsOf({ sections }: Form): readonly Question[] {
  return sections.flatMap((section) =>
    section.content.flatMap((content) => {
      const items = content.type === 'group' ? content.items : [content];
      return items
        .filter(({ binds }) => !binds)
        .map(({ code, label }) => ({ code, label, section: section.title, isRepeated: content.type === 'group' }));
    }),
  );
}
