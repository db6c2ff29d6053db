import { FORMS_FRENCH, READING_WORDS } from '#forms/domain';
import { counted, frenchLongDate } from '#kernel/domain';
import { requestHence, type OnItsWay, type Signer } from '#patients/domain';

interface Count {
  readonly count: number;
}

interface OfVersion {
  readonly version: number;
}

interface AtVisit {
  /** Titles of the form and of the visit. */
  readonly form: string;
  readonly visit: string;
}

const quoted = (title: string) => `«\u00a0${title}\u00a0»`;
const CHOOSE_VISIT = 'Choisissez une visite du calendrier.';

/** What the server alone says of forms, beside what their rules say. */
export const FORMS_API_FRENCH = {
  ...FORMS_FRENCH,

  'no-such-form': ({ code }: { readonly code: string }) =>
    `Le protocole n’a pas de fiche ${quoted(code)}. Choisissez une fiche du calendrier.`,
  'opens-with-request': () => 'La fiche d’accès s’ouvre avec la demande, et une seule fois.',
  'opens-once-granted': (at: OnItsWay) => requestHence(at, 'les fiches de suivi s’ouvrent une fois le numéro d’enregistrement attribué.'),
  'opens-at-visit': ({ form }: { readonly form: string }) => `${quoted(form)} se remplit à une visite\u00a0: dites laquelle.`,
  'not-unscheduled': ({ form, visit }: AtVisit) => `${quoted(form)} ne se remplit pas à la visite ${quoted(visit)}.`,
  'not-at-visit': ({ form, visit }: AtVisit) => `${quoted(form)} ne se remplit pas à la visite ${quoted(visit)}. ${CHOOSE_VISIT}`,
  'no-such-visit': ({ code }: { readonly code: string }) => `Le calendrier n’a pas de visite ${quoted(code)}. ${CHOOSE_VISIT}`,
  'not-so-often': ({ occurrence }: { readonly occurrence: number }) =>
    `Cette visite n’est pas prévue une ${occurrence}ᵉ fois. ${CHOOSE_VISIT}`,
  'visit-without-day': ({ visit }: Pick<AtVisit, 'visit'>) =>
    `La visite ${quoted(visit)} n’a pas encore de date\u00a0: saisissez d’abord celle à partir de laquelle elle se compte.`,
  'asked-too-late': ({ form, visit }: AtVisit) =>
    `Le protocole demande ${quoted(form)} à la visite ${quoted(visit)} depuis une version entrée en vigueur après la fenêtre de cette visite\u00a0: elle n’est pas demandée pour ce patient.`,
  'before-stop': () =>
    'Cette fiche vient après l’arrêt définitif, et ce patient n’en a pas\u00a0: saisissez d’abord la fiche d’arrêt, avec sa date.',
  'begun-already': () => 'Cette fiche est déjà ouverte. Relisez le calendrier, puis continuez sa saisie.',
  'no-longer-applies': () =>
    `Cette fiche est ${READING_WORDS['not-applicable']}\u00a0: elle vient après l’arrêt définitif ou la fin du suivi, ou le traitement n’a pas été administré. Si c’est une erreur, corrigez d’abord la fiche qui le dit.`,
  'follow-up-waived': () =>
    'Cette autorisation est dispensée de PUT et de suivi\u00a0: aucune fiche n’est à remplir. Les effets indésirables se déclarent toujours.',
  'in-registry': ({ form, name, url }: { readonly form: string; readonly name: string; readonly url?: string }) =>
    `${quoted(form)} se remplit dans le registre ${name}${url ? ` (${url})` : ''}, pas ici.`,
  'no-version-in-force': () =>
    'Aucune version du protocole n’est en vigueur aujourd’hui\u00a0: les fiches commencées se remplissent, mais aucune ne peut s’ouvrir. Voyez le gestionnaire de l’autorisation.',

  'withdrawn-by': ({ by }: { readonly by: string }) =>
    `Cette fiche, ouverte par erreur, a été retirée par ${by}\u00a0: rien n’y avait été enregistré. Ouvrez-la de nouveau depuis le calendrier du dossier.`,
  'no-field-here': () => 'Ce champ n’existe pas dans cette fiche.',
  'carry-once-reopened': () => 'La saisie de cette fiche est terminée\u00a0: rouvrez-la pour y reprendre des valeurs.',
  'nothing-carried': () => 'Cette valeur reprise n’attend plus\u00a0: elle a été confirmée, corrigée ou écartée.',

  /** The centre in charge of the form first: its answers bear no note. */
  'entered-by': ({ centres: [own, ...others] }: { readonly centres: readonly { readonly note: string; readonly centre: string }[] }) =>
    `Réponses saisies par ${own?.centre ?? ''}, sauf celles qui portent ${others.map(({ note, centre }) => `${note}\u00a0: ${centre}`).join(', ')}.`,

  'compare-both': () => 'Comparez les deux réponses, puis gardez celle qui convient.',
  'changed-meanwhile': ({ by, isRow }: { readonly by?: string; readonly isRow: boolean }) =>
    `${by ?? 'Une autre personne'} a ${isRow ? 'retiré cette ligne' : 'modifié cette réponse'} entre-temps.`,
  'correct-before-end': () => 'Corrigez-les avant de terminer la saisie. Ce qui manque, en revanche, peut rester à compléter.',
  'to-complete': ({ count }: Count) =>
    count === 1 ? 'Une réponse est à compléter ou à corriger.' : `${count} réponses sont à compléter ou à corriger.`,

  'signed-already': ({ role }: { readonly role: Signer }) =>
    `Cette fiche porte déjà la signature ${role === 'prescriber' ? 'd’un prescripteur' : 'd’un pharmacien'}. Relisez-la.`,
  'read-before-signing': () => 'Le contenu de la fiche a changé depuis que vous l’avez lu. Relisez-la, puis signez.',
  'signing-is-over': () => 'Cette demande de signature a déjà servi ou a expiré. Relisez la fiche, puis signez.',
  'takes-no-request': () => 'Cette autorisation n’est plus en vigueur\u00a0: elle ne reçoit plus de nouvelle demande.',

  waived: () => 'Cette autorisation est dispensée de PUT et de suivi\u00a0: rien n’est recueilli, il n’y a rien à signer.',
  'no-ansm-number': () => 'Cette autorisation est nominative\u00a0: enregistrez d’abord, sur le dossier, le numéro d’AAC donné par l’ANSM.',
  'ansm-over': () =>
    'L’AAC de ce patient n’est plus valable\u00a0: enregistrez sur le dossier le numéro de son renouvellement, puis signez.',

  'nothing-for-patient': () => 'Cette fiche n’a pas de partie à remplir par le patient.',
  'hand-over-once-reopened': () => 'La saisie de cette fiche est terminée\u00a0: rouvrez-la avant de la confier au patient.',
  'questionnaire-ended': () => 'Le questionnaire est terminé. Rendez l’appareil au professionnel de santé.',
  'not-in-questionnaire': () => 'Cette question n’est pas dans le questionnaire.',
  'no-questionnaire': () => 'Aucun questionnaire n’est confié au patient sur cet appareil.',

  'locked-by': ({ by, reason }: { readonly by: string; readonly reason: string }) =>
    `Cette fiche a été verrouillée par ${by} (${quoted(reason)}). Demandez la levée du verrou pour la modifier.`,
  'locked-already': () => 'Cette fiche est déjà verrouillée.',
  'not-locked': () => 'Cette fiche n’est pas verrouillée.',
  'lock-once-decided': () =>
    'Une fiche d’accès se verrouille une fois l’avis rendu ou le patient inclus\u00a0: rien ne doit retarder la demande.',
  'lock-once-ended': () => 'La saisie de cette fiche n’est pas terminée\u00a0: une fiche se verrouille une fois terminée.',
  'queries-live': ({ count }: Count) =>
    count === 1
      ? 'Une query est en cours sur cette fiche\u00a0: une fois verrouillée, le centre pourra y répondre, mais plus corriger. Clôturez-la d’abord, ou confirmez.'
      : `${count} queries sont en cours sur cette fiche\u00a0: une fois verrouillée, le centre pourra y répondre, mais plus corriger. Clôturez-les d’abord, ou confirmez.`,
  'unlocking-is-vain': (at: OnItsWay) => requestHence(at, 'déverrouiller cette fiche n’y changerait rien.'),
  'unlock-asked-already': ({ by }: { readonly by: string }) =>
    `Le déverrouillage est déjà demandé par ${by}\u00a0: l’opérateur y répondra. Relisez la fiche.`,
  'to-unlock-or-not': ({ form }: { readonly form: string }) => `Déverrouiller, ou non\u00a0: ${form}`,
  'unlock-not-asked': () => 'Personne ne demande que cette fiche soit déverrouillée.',

  // Of the patient, on paper.
  'nothing-known': () => 'non renseigné',
  born: ({ letters, birth, isWoman }: { readonly letters: string; readonly birth: string; readonly isWoman: boolean }) => {
    const isDay = birth.split('-').length === 3;
    return `${letters}, ${isWoman ? 'née' : 'né'} ${isDay ? 'le' : 'en'} ${frenchLongDate(birth)}`;
  },

  // Of the day, to whom they wait for.
  'locked-lately': ({ count }: Count) => counted(count, 'fiche verrouillée par l’opérateur', 'fiches verrouillées par l’opérateur'),
  'unlocked-lately': ({ count }: Count) => counted(count, 'fiche dont le verrou est levé', 'fiches dont le verrou est levé'),
  'kept-locked-lately': ({ count }: Count) =>
    counted(count, 'fiche dont l’opérateur refuse le déverrouillage', 'fiches dont l’opérateur refuse le déverrouillage'),

  'same-version': () => 'Choisissez une autre version du même protocole.',
  'version-withdrawn': ({ version }: OfVersion) => `La version ${version} est retirée\u00a0: aucune fiche n’y passe.`,
  'version-to-come': ({ version }: OfVersion) =>
    `La version ${version} n’est pas encore en vigueur\u00a0: les fiches y passeront à partir de son jour.`,
  'not-in-both-versions': ({ form }: { readonly form: string }) => `La fiche ${quoted(form)} n’est pas dans les deux versions.`,
  'nothing-passes': () => 'Aucune fiche ne peut passer à cette version.',
  'all-came-back': () => 'Toutes ses fiches sont déjà revenues.',
  'say-what-becomes': () =>
    'Dites d’abord ce que deviennent les réponses des champs que la nouvelle version n’a pas. Aucune fiche n’a changé.',
  'field-without-place': ({ label, forms }: { readonly label: string; readonly forms: number }) =>
    `${quoted(label)} n’est pas dans la nouvelle version${forms > 1 ? `\u00a0: ${forms} fiches y ont répondu` : ''}. Indiquez le champ qui le remplace, ou que ses réponses quittent les données.`,

  // Why one form stays in its version, beside its name.
  'passage-locked': () => 'Elle est verrouillée\u00a0: levez d’abord le verrou.',
  'passage-signed': () => 'Elle porte une signature qui vaut toujours\u00a0: ce qui a été signé ne change pas.',
  'passage-settled': (at: OnItsWay) => requestHence(at, 'ses réponses ne changent plus.'),
  'passage-without-form': ({ version }: OfVersion) => `La version ${version} n’a pas cette fiche.`,
  'passage-other-kind': ({ version }: OfVersion) =>
    `Dans la version ${version}, cette fiche est d’une autre nature, ou se remplit à un autre rythme.`,
  'passage-without-visit': ({ version }: OfVersion) => `La version ${version} ne prévoit pas cette fiche à cette visite.`,
  'passed-meanwhile': () => 'Elle est passée à une autre version entre-temps.',
  'answers-erased': () => 'Des réponses d’avant ont été effacées du journal.',
  'signed-since': () => 'Elle a été signée depuis.',
  'typed-since': () => 'Quelqu’un y a saisi depuis\u00a0: elle garde la nouvelle version.',

  // What a passage asks of the centre.
  'in-row': ({ label, value }: { readonly label: string; readonly value: string }) => `${label}\u00a0: ${value}`,
  'answer-refused-now': ({ version, why }: OfVersion & { readonly why: string }) =>
    `La version ${version} du protocole n’admet plus cette réponse, qui a été gardée\u00a0: ${why} Corrigez-la, ou dites ce qu’il en est.`,
  'answer-left': ({ version, label }: OfVersion & { readonly label: string }) =>
    `La version ${version} du protocole n’a plus ${quoted(label)}\u00a0: sa réponse a quitté les données, et l’historique de la fiche la garde. Dites s’il faut la reporter ailleurs.`,
};
