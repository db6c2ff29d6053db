import { conductOf, readingInWords, type FormGap } from '#forms/domain';
import type { Question } from '#kernel/web';
import { parseKey, type Form, type MissingField, type SignatureRule } from '#protocols/domain';
import { missingInWords } from '../words.js';

/** Who fills a section: the pharmacy, when only the pharmacist's signature covers it; else the prescriber. */
export type Part = 'prescriber' | 'pharmacy';

export function partOf(form: Form, section: string): Part {
  const covers = (role: SignatureRule['role']) => form.signatures?.some((rule) => rule.role === role && rule.covers.includes(section));
  return covers('pharmacist') && !covers('prescriber') ? 'pharmacy' : 'prescriber';
}

/** `par vous`, `par la pharmacie`… as that role reads it. */
export function byWhom(part: Part, role: string | undefined): string {
  if (part === 'pharmacy') return role === 'pharmacist' ? $localize`par vous` : $localize`par la pharmacie`;
  return role === 'prescriber' ? $localize`par vous` : $localize`par le prescripteur`;
}

/** `5 à remplir par vous, 1 par la pharmacie`: one's own part first. @param isPart whether more is missing than these */
export function leftToFill(form: Form, sections: readonly string[], role: string | undefined, isPart = false): string {
  const { isFilledInParts } = conductOf(form.kind);
  if (!isFilledInParts && isPart) return $localize`${sections.length} à remplir`;
  if (sections.length === 0 || !isFilledInParts) return missingInWords(sections.length);
  const parts: Part[] = role === 'pharmacist' ? ['pharmacy', 'prescriber'] : ['prescriber', 'pharmacy'];
  const counts = parts
    .map((part) => ({ part, count: sections.filter((section) => partOf(form, section) === part).length }))
    .filter(({ count }) => count > 0);
  return counts
    .map(({ part, count }, index) => (index === 0 ? $localize`${count} à remplir ${byWhom(part, role)}` : `${count} ${byWhom(part, role)}`))
    .join(', ');
}

/** What of the missing fields is this person's to fill: their part, where the form has parts. */
export function ownMissing(form: Form, missing: readonly MissingField[], role: string | undefined): readonly MissingField[] {
  if (!conductOf(form.kind).isFilledInParts) return missing;
  const mine: Part = role === 'pharmacist' ? 'pharmacy' : 'prescriber';
  return missing.filter(({ section }) => partOf(form, section) === mine);
}

/** What is asked before the entry ends with something missing: ending is never refused for it, and never done without being told. */
export function endingQuestion({ kind }: Pick<Form, 'kind'>, missing: number): Question {
  const what = missing === 1 ? $localize`1 réponse manque` : $localize`${missing} réponses manquent`;
  return {
    title: $localize`${what} encore`,
    consequence: conductOf(kind).awaitsSignatures
      ? $localize`La saisie peut se terminer ainsi. Ce qui est nécessaire à la signature sera demandé avant de signer.`
      : $localize`La fiche sera «\u00a0${readingInWords('finished', missing)}\u00a0», et non complète. Vous pourrez la rouvrir.`,
    act: $localize`Terminer quand même`,
    instead: $localize`Voir ce qui manque`,
  };
}

/** The section in which a field or a group stands, by its key. */
export function sectionOfKey(form: Form, key: string) {
  const at = parseKey(key);
  const code = at && 'group' in at ? at.group : key;
  return form.sections.find(({ content }) => content.some((each) => each.code === code));
}

/** What is said when the entry ends: what is still missing, or whether this person's signature may follow; green only when nothing is in the way. */
export function endInWords(form: Form, gaps: readonly FormGap[], role: string | undefined): { text: string; tone: 'green' | 'amber' } {
  if (!conductOf(form.kind).awaitsSignatures) return endOfFollowUp(gaps);
  const mine: SignatureRule['role'] = role === 'pharmacist' ? 'pharmacist' : 'prescriber';
  const covered = form.signatures?.find((rule) => rule.role === mine)?.covers ?? form.sections.map(({ code }) => code);
  const count = gaps.filter(({ section }) => covered.includes(section)).length;
  const signs = role === mine;
  if (count > 0) {
    const what = signs ? $localize`votre signature` : $localize`la signature du prescripteur`;
    return {
      tone: 'amber',
      text:
        count === 1
          ? $localize`Saisie terminée. Il reste 1 point à régler avant ${what}.`
          : $localize`Saisie terminée. Il reste ${count} points à régler avant ${what}.`,
    };
  }
  const may = signs ? $localize`Vous pouvez signer` : $localize`Le prescripteur peut signer`;
  return {
    tone: 'green',
    text:
      gaps.length > 0 ? $localize`Saisie terminée. ${may}\u202f; le pharmacien complétera sa partie.` : $localize`Saisie terminée. ${may}.`,
  };
}

function endOfFollowUp(gaps: readonly FormGap[]): { text: string; tone: 'green' | 'amber' } {
  const missing = gaps.filter(({ kind }) => kind === 'missing').length;
  const wrong = gaps.length - missing;
  const said = [$localize`Saisie terminée.`];
  if (missing > 0) said.push(missing === 1 ? $localize`1 réponse manque encore.` : $localize`${missing} réponses manquent encore.`);
  if (wrong > 0) said.push(wrong === 1 ? $localize`1 point est à revoir.` : $localize`${wrong} points sont à revoir.`);
  return { text: said.join(' '), tone: gaps.length > 0 ? 'amber' : 'green' };
}
