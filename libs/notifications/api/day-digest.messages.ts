import { IsBoolean } from 'class-validator';

/** Whether a person is told each day, by e-mail, how many things wait for them in their centres. */
export class DayDigestView {
  wanted!: boolean;
}

export class ChooseDayDigest {
  @IsBoolean({ message: 'Indiquez true ou false.' })
  wanted!: boolean;
}
