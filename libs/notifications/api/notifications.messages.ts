import { IsIn, IsOptional } from 'class-validator';

export const NOTIFICATION_STATES = ['pending', 'sending', 'sent', 'unknown', 'unconfirmed', 'withheld', 'nobody'] as const;

/** An e-mail whose sending is not certain, for the manager's desk. It names no patient. */
export class NotificationView {
  id!: string;
  kind!: string;
  /** What the e-mail tells, in French. */
  label!: string;
  /** Absent while there is nobody to tell. */
  personName?: string;
  /** Absent for what is told of a centre. */
  enrolmentId?: string;
  state!: 'pending' | 'sending' | 'sent' | 'unknown' | 'unconfirmed' | 'withheld' | 'nobody';
  attempts!: number;
  createdAt!: string;
  settledAt?: string;
  /** Someone saw to it. */
  seenAt?: string;
  abilities!: ('acknowledge' | 'resend')[];
}

export class NotificationList {
  items!: NotificationView[];
}

export class ListNotifications {
  /** Absent: all that still waits, and what a person must see to (`unconfirmed`, `nobody`). */
  @IsOptional()
  @IsIn(NOTIFICATION_STATES, { message: 'Choisissez un état de la liste.' })
  state?: (typeof NOTIFICATION_STATES)[number];
}
