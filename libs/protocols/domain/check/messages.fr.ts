import { enumerated, NBSP, quoted } from '../language/french.js';
import type { Item, ItemKind, PatientBinding, SignatureRule } from '../language/language.js';
import type { RuleType } from '../kinds/comparison.js';
import { say, type ProtocolMessage } from '../say.js';
import type { NotReusable } from './check-reusable.js';
import type { Coded, Meant } from './protocol-problem.js';
import { suggestion, told } from './told.fr.js';

interface Named {
  readonly code: string;
}
/** A name that is not known where it stands. */
interface Unknown extends Named {
  readonly meant: Meant;
}
interface OfForm {
  readonly form: string;
}
interface Bound {
  readonly binds: PatientBinding;
}

/**
 * What a document, its forms, its rules and its calendar say wrong of themselves, and what to do: the public code, perhaps with what tells one sentence from
 * another after a slash. What kinds of fields say wrong stands beside them. The browser loads none of it.
 */
export const CHECK_FRENCH = {
  unprintable: () => told('Ce texte contient un caractère qui ne s’imprime pas.', 'Retapez ce texte.'),
  'blank-text': () => told('Ce texte est vide ou invisible.', 'Écrivez les mots que l’on lira, ou retirez la propriété.'),
  'place-missing': () =>
    told('Ceci ne dit pas sa place dans le PUT (charte, C1.1).', 'Indiquez par exemple «\u00a0Annexe 1, FAT, rubrique Patient\u00a0».'),
  'place-missing/group': () => told('Ce groupe ne dit pas sa place dans le PUT (charte, C1.1).', 'Indiquez-la.'),
  'duplicate-label': ({ code, other, label }: Named & { readonly other: string; readonly label: string }) =>
    told(
      `Les codes ${quoted(other)} et ${quoted(code)} se lisent de la même façon${NBSP}: ${quoted(label)}.`,
      'Donnez à chaque réponse un libellé différent.',
    ),
  'duplicate-code': ({ of, code }: Named & { readonly of: Coded }) =>
    told(`${CODED[of]} ${quoted(code)} existe déjà.`, 'Donnez un code différent à chacun.'),
  'no-such-day/put': ({ text }: { readonly text: string }) => told(`${quoted(text)} n’est pas une date.`, 'Écrivez AAAA-MM-JJ.'),
  'reserved-list': ({ list }: { readonly list: string }) =>
    told(`La liste ${list} existe dans tout protocole.`, `Retirez-la et employez type\u00a0: ${list.toLowerCase()}.`),

  'registry/twice': ({ form }: OfForm) =>
    told(`La fiche ${quoted(form)} est déjà recueillie dans un registre.`, 'Ne la citez qu’une fois.'),
  'registry/opening': () =>
    told('La fiche qui ouvre l’accès se remplit ici, pas dans un registre.', 'Retirez-la de forms\u00a0: citez des fiches du suivi.'),
  'registry/declaration': () =>
    told(
      'Un effet indésirable ou une situation particulière se déclare toujours ici, pas dans un registre.',
      'Retirez cette fiche de forms.',
    ),
  'registry/proposed': ({ form }: OfForm) =>
    told(`Une fiche remplie ici propose ${quoted(form)}, recueillie dans un registre.`, 'Retirez-la de proposes, ou du registre.'),
  'registry/read': ({ form, by }: OfForm & { readonly by: string }) =>
    told(
      `La fiche ${quoted(by)}, remplie ici, lit des réponses de ${quoted(form)}, recueillie dans un registre\u00a0: elle ne les connaîtrait jamais.`,
      'Retirez cette règle, ou citez aussi cette fiche.',
    ),
  'registry/counted-from': ({ form }: OfForm) =>
    told(
      `Des visites demandées ici comptent depuis ${quoted(form)}, ou s’arrêtent avec elle\u00a0: elle ne peut pas n’être que dans un registre.`,
      'Citez aussi leurs fiches, ou gardez celle-ci.',
    ),

  'access-form/none': () =>
    told('Ce protocole n’a pas de fiche d’accès au traitement.', 'Ajoutez une fiche kind\u00a0: FAT, ou INC dans un PUT-SP.'),
  'access-form/two': () => told('Ce protocole a déjà une fiche qui ouvre l’accès, FAT ou INC.', 'Gardez-en une seule.'),
  'access-form/inclusion': () =>
    told('Une fiche d’inclusion (INC) ouvre l’accès sans avis\u00a0: elle n’est que d’un PUT-SP (charte, R7).', 'Écrivez kind\u00a0: FAT.'),
  'access-form/repeated': () => told('La fiche qui ouvre l’accès est remplie une fois.', 'Écrivez occurs\u00a0: once.'),
  'signature-missing': ({ role }: { readonly role: SignatureRule['role'] }) =>
    told(
      `La fiche qui ouvre l’accès attend la signature ${role === 'prescriber' ? 'd’un prescripteur' : 'd’un pharmacien'} (charte, C5.6 et R7).`,
      `Ajoutez à signatures\u00a0: role\u00a0: ${role}.`,
    ),
  binding: ({ binds, times }: Bound & { readonly times: number }) =>
    told(
      times === 0
        ? `Aucun champ de la fiche qui ouvre l’accès ne donne ${quoted(binds)}.`
        : `${times} champs de la fiche qui ouvre l’accès donnent ${quoted(binds)}.`,
      `Écrivez binds\u00a0: ${binds} à un seul champ.`,
    ),
  'binding-place': () =>
    told('L’identité du patient se lit dans la fiche qui ouvre l’accès, hors des groupes.', 'Retirez binds, ou déplacez le champ.'),
  'binding-type/letters': ({ binds, length }: Bound & { readonly length: number }) =>
    told(unfit(binds), `Écrivez type\u00a0: text, format\u00a0: letters, length\u00a0: ${length}.`),
  'binding-type/birth': ({ binds, paediatric }: Bound & { readonly paediatric: boolean }) =>
    told(
      unfit(binds),
      paediatric
        ? 'Contexte pédiatrique\u00a0: écrivez type\u00a0: date.'
        : 'Hors contexte pédiatrique, seuls le mois et l’année sont admis\u00a0: écrivez type\u00a0: month.',
    ),
  'binding-type/sex': ({ binds }: Bound) => told(unfit(binds), 'Écrivez type\u00a0: choice et une liste dont les codes sont M et F.'),

  'unknown-form': ({ code, meant }: Unknown) => told(`La fiche ${quoted(code)} n’existe pas.`, suggestion(meant)),
  'unknown-form/other': ({ code, meant }: Unknown) => told(`La fiche ${quoted(code)} n’est pas une autre fiche.`, suggestion(meant)),
  'unknown-form/own': () => told('Une règle qui lit sa propre fiche ne la nomme pas.', 'Retirez form.'),
  'unknown-section': ({ form, code, meant }: Unknown & OfForm) =>
    told(`La fiche ${form} n’a pas de rubrique ${quoted(code)}.`, suggestion(meant)),
  'unknown-group': ({ form, code, meant }: Unknown & OfForm) =>
    told(`La fiche ${form} n’a pas de groupe ${quoted(code)}.`, suggestion(meant)),
  'unknown-item': ({ form, code, meant }: Unknown & OfForm) =>
    told(`La fiche ${form} n’a pas de champ ${quoted(code)}.`, suggestion(meant)),
  'unknown-visit': ({ form, code, meant }: Unknown & OfForm) =>
    told(`Aucune visite ${quoted(code)} ne demande la fiche ${form}.`, suggestion(meant)),
  'many-forms': ({ form }: OfForm) =>
    told(
      `La fiche ${quoted(form)} peut être remplie plusieurs fois\u00a0: on ne saurait laquelle lire.`,
      'Nommez une fiche remplie une fois, ou previousVisit.',
    ),
  'item-in-group': ({ code, group }: Named & { readonly group: string }) =>
    told(`${quoted(code)} est dans le groupe ${quoted(group)}.`, 'Une règle ne voit les champs d’un groupe que depuis la même ligne.'),
  'item-in-group/two': () => told('Cette règle parle de deux groupes à la fois.', 'Écrivez-en une par groupe.'),
  'used-before-declared': ({ code }: Named) =>
    told(
      `${quoted(code)} n’est pas encore connu à cet endroit.`,
      'Les champs sont lus dans l’ordre\u00a0: placez-le avant celui qui en dépend.',
    ),
  'used-before-declared/group': ({ code }: Named) =>
    told(
      `Les lignes de ${quoted(code)} ne sont pas toutes connues à cet endroit.`,
      'Une règle regarde un groupe entier depuis ce qui vient après lui.',
    ),
  'cycle/item': ({ code }: Named) =>
    told(`Le champ ${quoted(code)} dépend de lui-même.`, 'Retirez cette condition, ou nommez un champ qui vient avant lui.'),
  'cycle/items': ({ codes }: { readonly codes: readonly string[] }) =>
    told(`Les champs ${enumerated(codes.map(quoted), 'et')} dépendent l’un de l’autre, en cercle.`, 'Retirez une de ces conditions.'),
  'cycle/forms': ({ codes }: { readonly codes: readonly string[] }) =>
    told(
      `Ce que montrent les fiches ${enumerated(codes.map(quoted), 'et')} dépend de l’une à l’autre, en cercle.`,
      'Une fiche ne dépend que de celles qui sont remplies avant elle\u00a0: retirez une de ces conditions.',
    ),

  'too-deep': () => told('Cette règle est imbriquée trop profondément.', 'Passez par un champ calculé, ou simplifiez.'),
  'no-visit/form': () => told('Cette fiche n’appartient à aucune visite du calendrier.', 'Employez today, ou une date de la fiche.'),
  'no-visit/previous': () =>
    told('Cette fiche ne revient pas à chaque visite.', 'Employez previousVisit dans une fiche «\u00a0per-visit\u00a0».'),
  'no-decision': () =>
    told(`La fiche qui ouvre l’accès précède l’avis${NBSP}: elle n’en connaît pas la date.`, 'Employez today, ou une date de la fiche.'),
  'wrong-type/operand': ({ is, wanted }: { readonly is: RuleType['name']; readonly wanted: RuleType['name'] }) =>
    told(`Ceci est ${TYPES[is].one}, il faut ${TYPES[wanted].one}.`, 'Nommez un champ ou une constante de ce type.'),
  'wrong-type/compared': ({ left, right }: { readonly left: RuleType['name']; readonly right: RuleType['name'] }) =>
    told(
      `On ne compare pas ${TYPES[left].one} et ${TYPES[right].one}.`,
      'Employez daysBetween ou ageInYears pour tirer un nombre de deux dates.',
    ),
  'wrong-type/not-compared': ({ is, compared }: { readonly is: RuleType['name']; readonly compared: readonly RuleType['name'][] }) => {
    const those = enumerated(
      compared.map((type) => TYPES[type].many),
      'et',
    );
    return told(`On ne compare que ${those}, pas ${TYPES[is].one}.`, is === 'codes' ? 'Employez includes.' : 'Employez is ou in.');
  },
  'wrong-type/many-answers': ({ code }: Named) =>
    told(`${quoted(code)} admet plusieurs réponses.`, `Écrivez includes\u00a0: [${code}, CODE].`),
  'wrong-type/one-answer': ({ code, chosen }: Named & { readonly chosen: string }) =>
    told(`${quoted(code)} n’admet pas plusieurs réponses.`, `Écrivez is\u00a0: [${code}, ${chosen}].`),

  'required-twice': () => told('Ce champ dit deux fois quand il est obligatoire.', 'Gardez required ou requiredWhen.'),
  'wrong-type/held-on': () => told('Le jour d’une fiche est une date complète, hors des groupes.', 'Nommez un champ de type date.'),
  'bounds/may-be-empty': ({ min }: { readonly min: number }) =>
    told(`Ce groupe peut rester vide et doit avoir ${min} ligne${min === 1 ? '' : 's'}.`, 'Gardez min ou mayBeEmpty.'),
  'not-proposable': ({ form, proposable }: OfForm & { readonly proposable: readonly string[] }) =>
    told(
      `La fiche ${quoted(form)} ne se propose pas ici.`,
      proposable.length > 0 ? `Proposez ${enumerated(proposable, 'ou')}.` : 'Ajoutez une fiche occurs\u00a0: on-event.',
    ),
  'wrong-type/offered': ({ code }: Named) =>
    told(`${quoted(code)} n’est pas un choix hors des groupes.`, 'Nommez un champ choice, multi, on ou oni.'),
  'unknown-code/offered': ({ says }: { readonly says: ProtocolMessage }) => told(say(says), 'Écrivez des codes de sa liste.'),
  'prefilled-day': () =>
    told(`Un jour ne se préremplit que dans la fiche qui ouvre l’accès${NBSP}: ailleurs, une personne le donne.`, 'Retirez prefill.'),
  'wrong-type/prefill': ({ word, type }: { readonly word: string; readonly type: ItemKind }) =>
    told(unfilled(word), `Écrivez type\u00a0: ${type}.`),
  'wrong-type/prefill-quality': ({ word }: { readonly word: string }) =>
    told(unfilled(word), 'Écrivez type\u00a0: choice et une liste dont les codes 1 et 2 sont le médecin et le pharmacien.'),
  'wrong-type/prefill-last': ({ item }: { readonly item: string }) => told(unfilled(item), 'Écrivez type\u00a0: text, aux deux champs.'),
  'not-reusable': ({ why }: { readonly why: NotReusable }) =>
    told(`Ce champ ne se reprend pas${NBSP}: ${NOT_REUSABLE[why]}.`, 'Retirez reusable.'),
  'not-reusable/from': ({ why }: { readonly why: NotReusable }) =>
    told(`Ce champ ne se reprend pas${NBSP}: ${NOT_REUSABLE[why]}.`, 'Retirez cette ligne de reuse.'),
  'reuse/early-access': () => told('Seul un PUT-SP dit ce que l’accès précoce en reprend.', 'Retirez reuse.'),
  'reuse/own': () => told('Un protocole ne se reprend pas lui-même.', 'Nommez dans protocol celui de l’accès précoce.'),
  'reuse/twice': ({ code }: Named) => told(`${quoted(code)} reprend déjà un autre champ.`, 'Gardez une seule ligne.'),
  'reuse/no-access-form': ({ protocol }: { readonly protocol: string }) =>
    told(`Le protocole ${quoted(protocol)} n’a pas de FAT.`, 'Nommez dans protocol celui de l’accès précoce.'),
  'reuse/other-protocol': ({ protocol, other }: { readonly protocol: string; readonly other: string }) =>
    told(`Ce protocole est repris par ${quoted(protocol)}, pas par ${quoted(other)}.`, 'Corrigez protocol.'),
  'wrong-type/reuse': ({ from, to }: { readonly from: Item; readonly to: Item }) =>
    told(
      `${quoted(from.code)} est de type ${from.type}, ${quoted(to.code)} de type ${to.type}.`,
      'Reprenez un champ dans un champ du même type.',
    ),
  'wrong-type/reuse-unit': ({ from, to }: { readonly from: string; readonly to: string }) =>
    told(`L’un se dit en ${quoted(from)}, l’autre en ${quoted(to)}.`, 'Reprenez un champ dans un champ de même unité.'),
  'unknown-code/reuse': ({ codes }: { readonly codes: readonly string[] }) =>
    told(
      `Ce champ n’a pas ${codes.length > 1 ? 'les codes' : 'le code'} ${enumerated(codes.map(quoted), 'et')} de celui qu’il reprend.`,
      'Reprenez un champ dont les codes sont tous dans la liste de l’autre.',
    ),
  'item-in-group/reuse': ({ code }: Named) =>
    told(`${quoted(code)} est dans un groupe.`, 'Seuls les champs hors des groupes se reprennent.'),
  'not-a-declaration': () => told('Seule une fiche de nature EI ou SP est une déclaration.', 'Retirez case.'),
  'grade-is-serious': () => told('Le grade et la gravité sont deux champs.', 'Nommez le champ du grade.'),
  'wrong-type/case': ({ types }: { readonly types: readonly ItemKind[] }) =>
    told('Ce champ ne se lit pas ainsi.', `Nommez un champ de type ${enumerated(types, 'ou')}.`),

  'anchor-missing': () => told('Le calendrier ne dit pas d’où compter les visites.', 'Ajoutez anchor\u00a0: { form, item }.'),
  'anchor-missing/forecast': () => told('Une prévision remplace un jour 0 qui n’est pas dit.', 'Ajoutez anchor\u00a0: { form, item }.'),
  'anchor-type': () =>
    told(
      'Un jour d’où l’on compte est une date complète, d’une fiche remplie une fois, hors des groupes.',
      'Nommez un champ de type date.',
    ),
  'wrong-type/end': () => told('La fin du suivi se dit par un choix dans une liste.', 'Nommez un champ de type choice, multi, on ou oni.'),
  'wrong-type/end-day': () => told('Le jour de la fin du suivi est une date complète, hors des groupes.', 'Nommez un champ de type date.'),
  'unknown-code/end': ({ code, meant }: Unknown) => told(`La liste de ce champ n’a pas de code ${quoted(code)}.`, suggestion(meant)),
  'dropped-by-stop': () => told('Cette visite se compte depuis l’arrêt, et l’arrêt la supprime.', 'Ajoutez keptAfterStop\u00a0: true.'),
  repeat: ({ label }: { readonly label: string }) =>
    told(`La visite ${quoted(label)} se répète sans avancer${NBSP}: elle n’aurait pas de fin.`, 'Indiquez un intervalle d’au moins 1.'),
  'too-far': ({ label, years }: { readonly label: string; readonly years: number }) =>
    told(`La visite ${quoted(label)} revient encore après ${years} ans.`, 'Vérifiez offset, every et times\u00a0: un suivi a une fin.'),
  'form-not-for-visit': ({ form }: OfForm) =>
    told(`La fiche ${quoted(form)} ne suit pas le calendrier.`, 'Retirez-la de la visite, ou changez occurs.'),
  'form-without-visit': ({ form }: OfForm) =>
    told(`Aucune visite ne demande la fiche ${quoted(form)}.`, 'Ajoutez-la à une visite du calendrier, ou changez occurs.'),
};

const CODED: Readonly<Record<Coded, string>> = {
  form: 'La fiche',
  section: 'La rubrique',
  item: 'Le champ',
  check: 'Le contrôle',
  signature: 'La signature',
  visit: 'La visite',
  code: 'Le code',
};

const TYPES: Readonly<Record<RuleType['name'], { readonly one: string; readonly many: string }>> = {
  number: { one: 'un nombre', many: 'des nombres' },
  date: { one: 'une date', many: 'des dates' },
  time: { one: 'une heure', many: 'des heures' },
  text: { one: 'un texte', many: 'des textes' },
  code: { one: 'un code', many: 'des codes' },
  codes: { one: 'plusieurs codes', many: 'des listes de codes' },
};

const NOT_REUSABLE: Readonly<Record<NotReusable, string>> = {
  declaration: 'une déclaration dit ce qui est arrivé cette fois',
  'of-patient': 'le patient y répond chaque fois',
  identity: 'l’identité du patient se lit dans son dossier',
  'day-of-form': 'c’est le jour de la fiche',
  'day-of-visit': 'une date ou une heure de visite est celle de cette visite',
  score: 'il compte dans un score',
  criterion: 'c’est un critère de la demande',
  'leads-to-declaration': 'il mène à une déclaration',
};

function unfit(binds: PatientBinding): string {
  return `Ce champ ne convient pas à ${quoted(binds)}.`;
}

function unfilled(word: string): string {
  return `${quoted(word)} ne peut pas préremplir ce type de champ.`;
}
