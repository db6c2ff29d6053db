/** The trade's words, as they stand on screens, each with the one sentence that explains it. The glossary has the rest. */
export const TERMS: Readonly<Record<string, string>> = {
  FAT: $localize`Fiche d’accès au traitement\u00a0: la demande elle-même, signée par le prescripteur puis par le pharmacien.`,
  PUI: $localize`Pharmacie à usage intérieur\u00a0: la pharmacie de l’établissement de santé.`,
  PUT: $localize`Protocole d’utilisation thérapeutique\u00a0: il dit quelles données sont recueillies, et quand.`,
  PNM: $localize`Personnel non médical\u00a0: il saisit les données, mais ne signe pas la demande.`,
  UCD: $localize`Unité commune de dispensation\u00a0: le code d’un dosage, à l’unité.`,
};

/** Cuts a text at the words that are explained. @returns its parts, in order; together they are the text. */
export function cutAtTerms(text: string): readonly string[] {
  return text.split(new RegExp(`\\b(${Object.keys(TERMS).join('|')})\\b`)).filter(Boolean);
}
