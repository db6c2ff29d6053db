/** Who would gain and who would lose what by an act that is not done yet: a sentence for each person, by name. */
export class AccessPreview {
  gains!: string[];
  loses!: string[];
}
