import { frenchPartialDate, NBSP } from '../language/french.js';

interface Since {
  readonly validFrom: string;
}
interface Version {
  readonly version: number;
}

/** What versions of protocols say: why one is not published from a day, or rescheduled. The browser loads none of it. */
export const VERSIONS_FRENCH = {
  'not-published': () => `Cette version n’est pas publiée${NBSP}: son jour se choisit à la publication.`,
  'day-has-come': ({ validFrom }: Since) =>
    `Cette version s’applique depuis le ${frenchPartialDate(validFrom)}${NBSP}: son jour ne change plus.`,
  'already-published': () => `Cette version est déjà publiée.`,
  'was-withdrawn': () => `Cette version a été retirée${NBSP}: importez-en une nouvelle, avec un nouveau numéro.`,
  'later-is-published': ({ version }: Version) =>
    `La version ${version} est déjà publiée${NBSP}: une version plus ancienne ne prend pas sa suite. Donnez à ce document un numéro plus grand.`,
  'applies-later': ({ version, validFrom }: Version & Since) =>
    `La version ${version} s’applique à partir du ${frenchPartialDate(validFrom)}${NBSP}: indiquez un jour qui suit.`,
  'day-is-past': ({ validFrom }: Since) =>
    `Le ${frenchPartialDate(validFrom)} est passé${NBSP}: des fiches ont pu être commencées depuis. Indiquez aujourd’hui ou un jour à venir.`,
};
