import { GrantedAccess } from '#access-rights/api';

/** A rule of the policy by which someone sees, in its words (charter C5.7). */
export class OpeningRule {
  /** Of the charter, as `C5.4`. */
  rule!: string;
  words!: string;
}

/** Someone who sees a file: of the centre by name, of the holder and the operator by name and company. */
export class SeerView {
  name!: string;
  role!: string;
  /** Where they work; none of staff. */
  centreName?: string;
  /** Of the holder's staff. */
  company?: string;
  /** Of the centre that follows the patient, of another one, of the holder, or of the operator. */
  side!: 'centre' | 'elsewhere' | 'holder' | 'operator';
  rules!: OpeningRule[];
  /** What they may do of the FAT, in words. */
  may!: string[];
  /** What was given to them. */
  grounds!: GrantedAccess[];
  /** The first day on which they saw it. */
  since!: string;
  /** The last one, where all that opens it ends by itself. */
  until?: string;
}

/** Those of a centre that followed the patient, who keep reading what it entered: how many of each role, without their names. */
export class FormerCentreSeers {
  centreName!: string;
  role!: string;
  count!: number;
  rules!: OpeningRule[];
}

/** Everyone who sees a file, and why. */
export class FileSeers {
  items!: SeerView[];
  former!: FormerCentreSeers[];
}
