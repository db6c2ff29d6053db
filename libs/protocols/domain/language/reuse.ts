/**
 * What the FAT of an early access takes up of this compassionate access: each value stands there to be confirmed (charter C8.2). Written in the PUT-SP, whose
 * forms it reads; whether the other protocol has the fields is asked once both are known.
 */
export interface Reuse {
  /** Code of the protocol of the early access. */
  readonly protocol: string;
  readonly items: readonly ReusedItem[];
}

/** A field of this protocol, of which the last answer is taken up, and the field of the other one’s FAT where it stands to be confirmed. */
export interface ReusedItem {
  readonly form: string;
  readonly item: string;
  readonly to: string;
}
