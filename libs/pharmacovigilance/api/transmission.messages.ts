import { Transform } from 'class-transformer';
import { IsString, IsUUID, Length } from 'class-validator';
import { Day, PersonRef, Reason } from '#kernel/api';
import type { CalendarDate } from '#kernel/domain';

const TO = 'Indiquez à qui, en 2 à 120 caractères.';

/** On which day what waits was transmitted, and to whom. */
export class TransmitCase {
  @Day()
  on!: CalendarDate;

  /** `EudraVigilance`, `ANSM`, a regional centre: as the company names it. */
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown)))
  @IsString({ message: TO })
  @Length(2, 120, { message: TO })
  to!: string;
}

/** Which declaration was said to be transmitted and was not, and why it was said. */
export class UndoTransmission {
  @IsUUID(undefined, { message: 'Cette fiche n’existe pas.' })
  formId!: string;

  @Reason(5, 500)
  reason!: string;
}

/** How a declaration was transmitted. */
export class TransmissionView {
  /** The day, `YYYY-MM-DD`. */
  on!: string;
  to!: string;
  by!: PersonRef;
  /** When it was written here. */
  at!: string;
  /** Days after the last one; 0 when it was in time. */
  daysLate!: number;
}
