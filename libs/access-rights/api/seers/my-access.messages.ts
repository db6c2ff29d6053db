/** What was given to someone, and stands behind a rule of the policy. */
export class GrantedAccess {
  ground!: 'request' | 'designation' | 'named' | 'reading' | 'assignment' | 'role';
  /** With its days and who gave it. */
  words!: string;
  /** The first day. */
  since!: string;
  /** The last one, where it ends by itself. */
  until?: string;
}

/** One thing that was given to me, for one authorisation or one file. */
export class MyAccessView extends GrantedAccess {
  authorisationCode!: string;
  medicine!: string;
  /** The other authorisations that the same access opens (charter C3.3). */
  alsoOpens!: string[];
  /** Of a reading: the file. */
  enrolmentId?: string;
}

/** What all things of one kind that were given to me open, in the words of the policy. */
export class AccessGroundView {
  ground!: 'request' | 'designation' | 'named' | 'reading' | 'assignment' | 'role';
  /** Verbs and their objects, a line for each kind of thing. */
  gives!: string[];
  items!: MyAccessView[];
}

/** What I see and do, and why. */
export class MyAccess {
  role!: string;
  centreName?: string;
  grounds!: AccessGroundView[];
}
