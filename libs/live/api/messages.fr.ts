import type { LookWords } from '#kernel/domain';

export const LIVE_LOOKS: LookWords = { live: 'changements en direct' };
