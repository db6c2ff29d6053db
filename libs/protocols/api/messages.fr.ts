import { own } from '#kernel/domain';
import {
  CHECK_FRENCH,
  DOCUMENT_CHANGES_FRENCH,
  FORM_CHANGES_FRENCH,
  KINDS_FRENCH,
  suggestion,
  told,
  VERSIONS_FRENCH,
  type Meant,
} from '#protocols/domain';

/** How to write a value of another type so that it is one of those wanted. */
export type Remedy = 'finite' | 'quoted' | 'unquoted' | 'other';

/** What is wrong with the file of a protocol, and what to do: its text, its shape, and what its rules say of themselves. */
export const FILES_FRENCH = {
  ...CHECK_FRENCH,
  ...KINDS_FRENCH,

  'empty-file': () =>
    told(
      'Ce fichier est vide\u00a0: il ne contient aucun protocole.',
      'Vérifiez que c’est bien le fichier voulu, et qu’il a été enregistré.',
    ),
  'too-large': () => told('Ce fichier dépasse 1\u00a0Mo.', 'Vérifiez qu’il s’agit bien d’un protocole.'),
  'too-long': () =>
    told(
      'La lecture de ce fichier demande trop de temps ou de mémoire\u00a0: elle a été arrêtée.',
      'Vérifiez qu’il s’agit bien d’un protocole, et simplifiez ses règles les plus longues.',
    ),
  'not-utf-8': () =>
    told(
      'Ce fichier n’est pas écrit en UTF-8\u00a0: à partir d’ici, des caractères ne peuvent pas être lus.',
      'Enregistrez-le de nouveau en choisissant l’encodage UTF-8.',
    ),
  'too-deep/file': () => told('Ce fichier est imbriqué trop profondément.', 'Simplifiez-le.'),
  tab: () =>
    told(
      'Cette ligne est mise en retrait par une tabulation\u00a0: YAML n’admet que des espaces.',
      'Remplacez les tabulations du début des lignes par des espaces.',
    ),
  'duplicate-key': () => told('Cette propriété est écrite deux fois.', 'Gardez-en une.'),
  'broken-yaml': () =>
    told(
      'À partir d’ici, ce fichier n’est pas du YAML correct.',
      'Vérifiez les retraits, les deux-points et les guillemets à cette ligne et à la précédente.',
    ),
  'broken-alias': ({ why }: { readonly why: string }) =>
    told(`Un alias (*nom) ne peut pas être suivi\u00a0: ${why}.`, 'Définissez l’ancre (&nom) plus haut, et n’en abusez pas.'),
  'too-many-problems': ({ most }: { readonly most: number }) =>
    told(`Ce fichier a plus de ${most} problèmes\u00a0: la lecture s’est arrêtée là.`, 'Corrigez ceux-ci, puis importez-le de nouveau.'),

  'unknown-property': ({ name, meant }: { readonly name: string; readonly meant: Meant }) =>
    told(`La propriété «\u00a0${name}\u00a0» n’existe pas ici.`, suggestion(meant)),
  'wrong-name': ({ name }: { readonly name: string }) =>
    told(`Le nom «\u00a0${name}\u00a0» n’est pas admis ici.`, 'Employez des majuscules, des chiffres et des soulignés.'),
  'missing-property': ({ name }: { readonly name: string }) => told(`Il manque la propriété «\u00a0${name}\u00a0».`, `Ajoutez ${name} :`),
  'missing-property/times': () =>
    told(
      'Cette visite se répète sans fin.',
      'Ajoutez times\u00a0: le nombre de fois où elle revient, tant que l’arrêt définitif ne l’interrompt pas.',
    ),
  'unknown-word': ({ meant }: { readonly meant: Meant }) => told('Cette valeur n’est pas admise.', suggestion(meant)),
  'unknown-word/only': ({ allowed }: { readonly allowed: string }) => told('Cette valeur n’est pas admise.', `Écrivez ${allowed}.`),
  'unknown-type': ({ type, known }: { readonly type: string; readonly known: readonly string[] }) =>
    told(`Le type «\u00a0${type}\u00a0» n’existe pas.`, `Types\u00a0: ${known.join(', ')}.`),
  'wrong-type/value': ({ wanted, remedy }: { readonly wanted: readonly string[]; readonly remedy: Remedy }) =>
    told(`Il faut ici ${wanted.map((type) => own(JSON_TYPES, type) ?? type).join(' ou ')}.`, REMEDIES[remedy]),
  'wrong-format': ({ text, wanted }: { readonly text: string; readonly wanted: Wanted }) =>
    told(`«\u00a0${text}\u00a0» n’a pas la forme attendue.`, wanted.description ?? `Forme attendue\u00a0: ${wanted.pattern}`),
  'one-word': () => told('Une condition ou un calcul s’écrit avec un mot, et un seul.', 'Employez all ou any pour en réunir plusieurs.'),
  'out-of-bounds': ({ keyword, limit, why }: { readonly keyword: string; readonly limit: unknown; readonly why: string }) =>
    told(own(BOUNDS, keyword)?.(limit) ?? `Cette valeur ne convient pas (${why}).`, 'Corrigez la valeur.'),
};

/** The form of a text: as the schema describes it, which is written for people, or its pattern. */
export type Wanted = { readonly description: string } | { readonly description?: undefined; readonly pattern: string };

const BOUNDS: Readonly<Record<string, (limit: unknown) => string>> = {
  minLength: (limit) => `Il faut au moins ${limit} caractère.`,
  maxLength: (limit) => `Il faut au plus ${limit} caractères.`,
  minItems: (limit) => `Il faut au moins ${limit} élément(s).`,
  maxItems: (limit) => `Il faut au plus ${limit} éléments.`,
  minimum: (limit) => `Il faut au moins ${limit}.`,
  maximum: (limit) => `Il faut au plus ${limit}.`,
  uniqueItems: () => 'Le même élément est écrit deux fois.',
};

const JSON_TYPES: Readonly<Record<string, string>> = {
  string: 'un texte',
  number: 'un nombre',
  integer: 'un entier',
  boolean: 'true ou false',
  array: 'une liste',
  object: 'un objet (propriété\u00a0: valeur)',
};

const REMEDIES: Readonly<Record<Remedy, string>> = {
  finite: 'Écrivez un nombre fini\u00a0: .nan et .inf n’en sont pas.',
  quoted: 'Mettez la valeur entre guillemets.',
  unquoted: 'Retirez les guillemets, et écrivez les décimales avec un point.',
  other: 'Corrigez la valeur ou son retrait.',
};

/** What is said of versions: what they change, and what someone does with them. */
export const PROTOCOLS_API_FRENCH = {
  ...VERSIONS_FRENCH,
  ...DOCUMENT_CHANGES_FRENCH,
  ...FORM_CHANGES_FRENCH,

  'still-reading': () => 'Vos documents précédents sont encore en cours de lecture. Attendez qu’ils soient lus, puis importez celui-ci.',
  'nothing-imported': ({ fileName, problems }: { readonly fileName: string; readonly problems: number }) =>
    `${fileName}\u00a0: ${problems > 1 ? `${problems} problèmes` : '1 problème'}. Rien n’a été importé.`,
  line: ({ line }: { readonly line: number }) => `ligne ${line}`,
  'not-followed': ({ code }: { readonly code: string }) =>
    `Aucune des autorisations qui vous sont affectées ne suit le protocole ${code}. Vérifiez le code écrit dans le document.`,
  'other-content': ({ code, version, isDraft }: { readonly code: string; readonly version: number; readonly isDraft: boolean }) =>
    `La version ${version} de ${code} existe déjà avec un autre contenu. ` +
    (isDraft
      ? 'C’est un brouillon\u00a0: écartez-le, ou donnez à ce document une nouvelle version.'
      : 'Donnez à ce document une nouvelle version.'),
  'already-withdrawn': () => 'Cette version est déjà retirée.',
  'other-version-wanted': () => 'Choisissez une autre version du même protocole.',
};
