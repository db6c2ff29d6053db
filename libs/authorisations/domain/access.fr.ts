import { own } from '#kernel/domain';

/** A group of authorisations of one medicine, as configured (charter C3.3). */
export interface GroupInWords {
  readonly name: string;
  readonly access: 'single' | 'separate';
  /** The other indications of the group. */
  readonly others: readonly string[];
}

/** How access works in the group, for the user to read (charter C3.3). Nothing to say of a group of one. */
export function groupInWords({ name, access, others }: GroupInWords): string | undefined {
  if (others.length === 0) return undefined;
  const list = others.map((indication) => `«\u00a0${indication}\u00a0»`).join(', ');
  return access === 'single'
    ? `${name}\u00a0: un seul accès ouvre toutes les indications. L’accès à celle-ci ouvre aussi ${list}.`
    : `${name}\u00a0: chaque indication s’ouvre séparément. L’accès à celle-ci n’ouvre pas ${list}.`;
}

/** Why the patients of an authorisation are open to someone, by the rule that opens them. */
const REASONS: Readonly<Record<string, string>> = {
  'C5.1': 'Un prescripteur de votre centre vous a désigné.',
  'C5.8': 'Vous avez signé une demande d’accès.',
  'C5.3': 'Le pharmacien de la PUI voit tous les patients de son centre.',
  'C5.4': 'Un prescripteur ou un pharmacien de votre centre vous a désigné par votre nom.',
  'C1.2': 'Cette autorisation est affectée à votre compte.',
};

/** Undefined for a rule that opens nothing. `shared`: one access opens the whole group, so that it may come from another indication. */
export function accessInWords(rule: string | undefined, shared: boolean): string | undefined {
  const reason = own(REASONS, rule ?? '');
  const personal = rule === 'C5.1' || rule === 'C5.8' || rule === 'C5.4';
  return reason && shared && personal ? `${reason.slice(0, -1)}, pour cette indication ou une autre du même groupe.` : reason;
}
