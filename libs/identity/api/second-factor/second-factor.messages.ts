import { IsObject, IsString, Matches } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { TextWithin } from '#kernel/api';
import { LIMITS } from '#kernel/domain';

export type FactorKind = 'passkey' | 'app';

/** A second factor of this person. */
export class FactorView {
  id!: string;
  kind!: FactorKind;
  label!: string;
  madeAt!: string;
  usedAt?: string;
}

/** What is asked of this person now, and what they have. */
export class SecondFactorView {
  /** What stands before everything else: to enrol one, or to give it. Absent: nothing does. */
  due?: 'to-enrol' | 'to-give';
  /** An act that waits for it, after the provider recognised the person again. */
  awaited?: 'signing' | 'adding-factor' | 'removing-factor';
  /** Whether one may be enrolled now: it is demanded before anything else, or a fresh proof was given for it. */
  mayEnrol!: boolean;
  /** Whether this installation demands one of those who come by this provider. */
  demanded!: boolean;
  /** The provider itself told two factors in this session: ours is not asked. */
  provedElsewhere!: boolean;
  /** What they may give. */
  kinds!: FactorKind[];
  /** Theirs; empty while one is still to be given. */
  factors!: FactorView[];
}

/** What the browser is asked (WebAuthn), as it takes it. */
export class PasskeyQuestion {
  @ApiProperty({ type: Object, additionalProperties: true })
  options!: Record<string, unknown>;
}

/** What an authenticator app reads: the key, typed, or the address, as a picture. */
export class AppQuestion {
  key!: string;
  uri!: string;
}

export class EnrolPasskey {
  @IsString()
  @TextWithin(LIMITS.factorLabel, { missing: 'Donnez-lui un nom, par exemple l’appareil où elle se trouve.' })
  label!: string;

  /** What the browser answered. */
  @ApiProperty({ type: Object, additionalProperties: true })
  @IsObject({ message: 'La réponse du navigateur est attendue.' })
  credential!: Record<string, unknown>;
}

export class EnrolApp {
  @IsString()
  @TextWithin(LIMITS.factorLabel, { missing: 'Donnez-lui un nom, par exemple l’appareil où elle se trouve.' })
  label!: string;

  @Matches(/^\d{6}$/, { message: 'Saisissez les 6 chiffres que montre l’application.' })
  code!: string;
}

export class GivePasskey {
  /** What the browser answered. */
  @ApiProperty({ type: Object, additionalProperties: true })
  @IsObject({ message: 'La réponse du navigateur est attendue.' })
  credential!: Record<string, unknown>;
}

export class GiveCode {
  @Matches(/^\d{6}$/, { message: 'Saisissez les 6 chiffres que montre l’application.' })
  code!: string;
}

export class RenameFactor {
  @IsString()
  @TextWithin(LIMITS.factorLabel, { missing: 'Donnez-lui un nom.' })
  label!: string;
}

export class FactorGiven {
  /** Where the browser goes: the act that waited is done, or says why not. Absent after a sign-in. */
  redirectTo?: string;
}

export class FactorAdditionView {
  /** Where the browser goes to prove again who one is; then one may be enrolled. */
  redirectTo!: string;
}

export class FactorRemovalView {
  /** Where the browser goes to prove again who one is; then it is removed. */
  redirectTo!: string;
}
