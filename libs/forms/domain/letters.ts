import { audience, letter, toFile } from '#kernel/domain';
import { FORM_ACTS } from './acts.js';

/** After a first signature of the form that opens an enrolment, anyone who can put the second (charter P1); nobody is awaited to sign anything else (C5.6). */
export const AWAITED_SIGNERS = audience('awaited-signers');

export const FORM_LETTERS = {
  signatureAwaited: letter({
    name: 'signature-awaited',
    label: 'Signature attendue',
    tells: [FORM_ACTS.signed],
    to: AWAITED_SIGNERS,
    words: {
      subject: 'Passerelle\u00a0: une fiche attend votre signature',
      title: 'Une fiche attend votre signature',
      paragraphs: ['Une première signature vient d’être apposée. La seconde, la vôtre, achève la demande d’accès.'],
      button: 'Relire et signer',
    },
    place: toFile,
  }),
  signatureVoided: letter({
    name: 'signature-voided',
    label: 'Signature à refaire',
    tells: [FORM_ACTS.signatureVoided],
    people: ({ personId }) => [personId],
    words: {
      subject: 'Passerelle\u00a0: votre signature ne vaut plus',
      title: 'Une fiche que vous aviez signée a changé',
      paragraphs: [
        'Une réponse que couvrait votre signature vient d’être modifiée\u00a0: cette signature ne vaut plus.',
        'L’historique de la fiche dit qui a changé quoi, et pourquoi. Relisez-la, puis signez-la de nouveau si vous êtes d’accord.',
      ],
      button: 'Relire la fiche',
    },
    place: toFile,
  }),
} as const;
