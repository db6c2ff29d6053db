import type { Term } from './terms.js';
import type { ActionOn, Role, SubjectName } from './vocabulary.js';

/** One line of the policy. The abilities, the printed table and the words shown to users are all made from these. */
export interface Rule {
  /** The rule of the charter that it holds, e.g. `C5.4`. */
  readonly id: string;
  /** `may-not` says why what no rule opens is refused: any `may` wins over it. `never` wins over any `may`. */
  readonly effect: 'may' | 'may-not' | 'never';
  readonly roles: readonly Role[];
  readonly subject: SubjectName;
  readonly actions: readonly string[];
  /** All must hold. */
  readonly when: readonly Term[];
}

type Declare = <S extends SubjectName>(
  id: string,
  roles: readonly Role[],
  subject: S,
  actions: readonly ActionOn<S>[],
  ...when: readonly Term[]
) => Rule;

/** These roles may do this, when all the conditions hold. */
export const may: Declare = (id, roles, subject, actions, ...when) => ({ id, effect: 'may', roles, subject, actions, when });

/** These roles may not, save where another rule opens it; this is the rule that says so: a refusal that can be explained. */
export const mayNot: Declare = (id, roles, subject, actions, ...when) => ({ id, effect: 'may-not', roles, subject, actions, when });

/** These roles may not, whatever other rules open. */
export const never: Declare = (id, roles, subject, actions, ...when) => ({ id, effect: 'never', roles, subject, actions, when });
