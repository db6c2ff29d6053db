import { Matches } from 'class-validator';

/** The address by which one's calendar of deadlines is subscribed to; nothing where there is none. */
export class DeadlineFeedView {
  /** Secret: anyone who has it reads these deadlines, which name no patient. */
  address?: string;
  madeAt?: string;
  /** When a calendar program last asked for it. */
  readAt?: string;
}

export class FeedKey {
  @Matches(/^\S{0,100}$/, { message: 'Cette adresse n’est pas entière\u00a0: copiez-la de nouveau.' })
  key!: string;
}
