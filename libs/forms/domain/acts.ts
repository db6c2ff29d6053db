import { counted, ofEnrolment, ofStream, ROLE_WORDS, type ChangeWords } from '#kernel/domain';
import { isSigner } from '#patients/domain';
import { REVIEW_WORDS } from './words.js';

/** Which form, and with which words its entry is to be read. The FAT is « la fiche »; others say which. */
export interface AboutForm {
  /** The code of the form in its protocol. */
  readonly form: string;
  readonly protocolVersionId: string;
  readonly title?: string;
}

/** Its entries, and the names of its acts, call it a migration, as they did when the first were written. */
interface Passage extends AboutForm {
  readonly formerVersionId: string;
  readonly version: number;
  readonly former: number;
  readonly migrationId: string;
}

interface Signed extends AboutForm {
  /** A role of the protocol: whose signature it is. */
  readonly role: string;
  readonly signatureId: string;
}

const FORM = { subject: 'form' };

/** An act on a form, followed by which form it is. */
function onForm<Details extends AboutForm = AboutForm>(
  name: string,
  label: string,
  more: {
    readonly inStory?: boolean;
    readonly sentence?: (details: Partial<Details>) => string;
    readonly changes?: Readonly<Record<string, ChangeWords>>;
  } = {},
) {
  const { sentence, ...rest } = more;
  return ofEnrolment<Details>({
    ...FORM,
    ...rest,
    name,
    label,
    sentence: (details) => `${sentence?.(details) ?? label}${whichForm(details)}`,
  });
}

/** ` : Fiche de suivi – M3`; nothing of a FAT. */
export function whichForm({ title }: { readonly title?: string }): string {
  return typeof title === 'string' ? `\u00a0: ${title}` : '';
}

function signer({ role }: Partial<Signed>): string {
  return isSigner(role) ? ROLE_WORDS[role] : 'signataire';
}

/** Its lock, which is there or not. */
const LOCK = { changes: { lock: { label: 'Verrou', value: () => 'posé' } } };

/** What is done with a form. */
export const FORM_ACTS = {
  valuesChanged: ofEnrolment<AboutForm>({
    ...FORM,
    name: 'form.values-changed',
    label: 'Réponses saisies ou modifiées',
    sentence: (_, changes) => counted(changes, 'réponse saisie ou modifiée', 'réponses saisies ou modifiées'),
    inStory: false,
  }),
  valuesCarried: ofEnrolment<AboutForm>({
    ...FORM,
    name: 'form.values-carried',
    label: 'Valeurs reprises, à confirmer',
    sentence: (_, changes) => counted(changes, 'valeur reprise, à confirmer', 'valeurs reprises, à confirmer'),
    inStory: false,
  }),
  carriedPutAside: ofEnrolment<AboutForm>({
    ...FORM,
    name: 'form.carried-put-aside',
    label: 'Valeurs reprises écartées',
    sentence: (_, changes) => counted(changes, 'valeur reprise écartée', 'valeurs reprises écartées'),
    inStory: false,
  }),
  opened: onForm<AboutForm & { readonly visit?: string; readonly occurrence: number }>('form.opened', 'Fiche ouverte'),
  withdrawn: onForm<AboutForm & { readonly kind: string; readonly visitCentreId: string }>(
    'form.withdrawn',
    'Fiche ouverte par erreur retirée, sans réponse',
  ),
  passed: onForm<Passage>('form.migrated', 'Fiche passée à une autre version du protocole', {
    sentence: ({ version }) => `Fiche passée à la version ${version} du protocole`,
  }),
  passageReverted: onForm<Passage>('form.migration-reverted', 'Fiche revenue à sa version du protocole', {
    sentence: ({ version }) => `Fiche revenue à la version ${version} du protocole`,
  }),
  completed: onForm('form.completed', 'Saisie de la fiche terminée'),
  reopened: onForm('form.reopened', 'Fiche rouverte à la saisie'),
  handedToPatient: onForm('form.handed-to-patient', 'Questionnaire confié au patient'),
  answeredByPatient: onForm('form.answered-by-patient', 'Questionnaire terminé par le patient'),
  reviewed: onForm<AboutForm & { readonly mark: string; readonly contentVersion: number }>('form.reviewed', 'Fiche relue par l’opérateur', {
    sentence: ({ mark }) => `Fiche ${REVIEW_WORDS[mark === 'verified' ? 'verified' : 'read']} par l’opérateur`,
    inStory: false,
  }),
  reviewWithdrawn: onForm<AboutForm & { readonly mark: string }>('form.review-withdrawn', 'Marque de relecture retirée', {
    inStory: false,
  }),
  locked: onForm('form.locked', 'Fiche verrouillée', LOCK),
  unlocked: onForm('form.unlocked', 'Verrou levé', LOCK),
  unlockAsked: onForm('form.unlock-asked', 'Levée du verrou demandée', LOCK),
  unlockRefused: onForm('form.unlock-refused', 'Levée du verrou refusée', LOCK),
  signed: ofEnrolment<Signed & { readonly meaning: string; readonly contentHash: string; readonly proof: object }>({
    ...FORM,
    name: 'form.signed',
    label: 'Fiche signée',
    sentence: (details) => `Fiche signée en qualité de ${signer(details)}`,
  }),
  signatureVoided: ofEnrolment<Signed & { readonly personId: string }>({
    ...FORM,
    name: 'form.signature-voided',
    label: 'Signature annulée',
    sentence: (details) => `Signature du ${signer(details)} annulée\u00a0: une réponse qu’elle couvre a changé`,
  }),
} as const;

/** Names of the acts that write answers. */
export const WRITING_ACTS: readonly string[] = [FORM_ACTS.valuesChanged.name, FORM_ACTS.passed.name, FORM_ACTS.passageReverted.name];

/** Begun forms moved to another version: one act of the manager, then one on each form. */
export const PASSAGE_ACTS = {
  formsPassed: ofStream<{ readonly code: string; readonly from: number; readonly to: number; readonly migrationId: string }>(
    'installation',
    { subject: 'protocol-version', name: 'protocol.forms-migrated', label: 'Fiches commencées passées à une autre version' },
  ),
} as const;
