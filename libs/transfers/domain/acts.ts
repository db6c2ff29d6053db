import { ofEnrolment } from '#kernel/domain';

/** What is done when a patient goes from one centre to another (charter C10.1). */
export const TRANSFER_ACTS = {
  asked: ofEnrolment<{ readonly from: string; readonly to: string }>({
    name: 'transfer.asked',
    subject: 'transfer',
    label: 'Transfert demandé',
  }),
} as const;
