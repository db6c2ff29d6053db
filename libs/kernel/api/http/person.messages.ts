/** A person, as others see them. */
export class PersonRef {
  id!: string;
  name!: string;
}
