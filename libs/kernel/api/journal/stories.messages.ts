/** An entry of the journal as people read it. */
export class StoryEntry {
  seq!: number;
  at!: string;
  actorName!: string;
  actorRole!: string;
  centreName?: string;
  text!: string;
}

/** The latest entries of a stream, the last one first. */
export class Story {
  items!: StoryEntry[];
}
