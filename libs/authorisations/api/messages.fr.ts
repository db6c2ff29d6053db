import { STATUS_WORDS, type Status } from '#authorisations/domain';

/** What the server says of authorisations. */
export const AUTHORISATIONS_API_FRENCH = {
  'already-so': ({ status }: { readonly status: Status }) => `Cette autorisation est déjà ${STATUS_WORDS[status].label}.`,
  'cannot-become': ({ from, to }: { readonly from: Status; readonly to: Status }) =>
    `Une autorisation ${STATUS_WORDS[from].label} ne peut pas devenir ${STATUS_WORDS[to].label}.`,
};
