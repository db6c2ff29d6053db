import { ofStream } from '#kernel/domain';

interface Version {
  readonly code: string;
  readonly version: number;
}

const VERSION = { subject: 'protocol-version' };

/** What is done with the versions of protocols. They stand in one stream, that of the installation. */
export const PROTOCOL_ACTS = {
  imported: ofStream<Version & { readonly sha256: string }>('installation', {
    ...VERSION,
    name: 'protocol.imported',
    label: 'Version d’un protocole importée',
  }),
  published: ofStream<Version & { readonly validFrom: string }>('installation', {
    ...VERSION,
    name: 'protocol.published',
    label: 'Version d’un protocole publiée',
  }),
  rescheduled: ofStream<Version & { readonly from: string | null; readonly validFrom: string }>('installation', {
    ...VERSION,
    name: 'protocol.rescheduled',
    label: 'Entrée en vigueur d’une version changée',
  }),
  withdrawn: ofStream<Version & { readonly was: string; readonly reason: string }>('installation', {
    ...VERSION,
    name: 'protocol.withdrawn',
    label: 'Version d’un protocole retirée',
  }),
} as const;

/** The stream of all protocols. */
export const PROTOCOLS_STREAM = 'protocols';
