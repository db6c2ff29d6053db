import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Day, Reason } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';
import { BULK_ACTS } from '#queries/domain';
import { QueryTarget } from '../queries.messages.js';

/** More than any desk holds; a body of that many stays under what the server reads. */
const MOST = 5000;
const VERSION = { message: 'Indiquez la version lue de chaque ligne.' };
const ROW = { message: 'Choisissez des lignes de la liste.' };

/** A row as it was chosen: one that changed since is told, and left as it is. */
export class BulkRow {
  @IsUUID(undefined, ROW)
  id!: string;

  /** Of a query, its version; of a form, that of its content for a mark, that of its state for a lock. */
  @IsInt(VERSION)
  @Min(0, VERSION)
  @Max(2_147_483_647, VERSION)
  version!: number;
}

/** One act on many queries or forms. Each line is done or refused by itself, with the rights of that moment. */
export class StartBulkAct {
  @IsIn(BULK_ACTS, { message: 'Choisissez un acte de la liste.' })
  @ApiProperty({ enum: BULK_ACTS })
  act!: (typeof BULK_ACTS)[number];

  /** Queries, or forms where the act is on forms. */
  @IsOptional()
  @IsArray(ROW)
  @ArrayMinSize(1, { message: 'Choisissez au moins une ligne.' })
  @ArrayMaxSize(MOST, { message: `Choisissez ${MOST} lignes au plus à la fois.` })
  @IsObject({ each: true, message: 'Chaque ligne est un objet\u00a0: id, version.' })
  @ValidateNested({ each: true })
  @Type(() => BulkRow)
  rows?: BulkRow[];

  /** Of `ask`: what is asked about. */
  @IsOptional()
  @IsArray({ message: 'Envoyez la liste de ce qui est demandé.' })
  @ArrayMinSize(1, { message: 'Choisissez au moins une ligne.' })
  @ArrayMaxSize(MOST, { message: `Choisissez ${MOST} lignes au plus à la fois.` })
  @IsObject({ each: true, message: 'Chaque ligne est un objet\u00a0: enrolmentId, formId, item.' })
  @ValidateNested({ each: true })
  @Type(() => QueryTarget)
  targets?: QueryTarget[];

  /** The question, the word that goes with the act, the reason of a lock. */
  @Reason(...endsOf(LIMITS.answerToQuestion), { optional: true })
  text?: string;

  /** Of `close`: why those without an answer are closed. */
  @Reason(...endsOf(LIMITS.question), { optional: true })
  unansweredReason?: string;

  /** Of `assign`: who follows them; null for nobody. */
  @ValidateIf(({ assigneeId }: StartBulkAct) => assigneeId !== undefined && assigneeId !== null)
  @IsUUID(undefined, { message: 'Choisissez une personne de la liste.' })
  assigneeId?: string | null;

  /** Of `due` and `ask`: until when an answer is hoped for; null takes it away. */
  @ValidateIf(({ dueOn }: StartBulkAct) => dueOn !== undefined && dueOn !== null)
  @Day({ optional: true, nullable: true })
  dueOn?: string | null;

  /** Of `lock`: locks too the forms on which queries are in progress. */
  @IsOptional()
  @IsBoolean({ message: 'Indiquez true ou false.' })
  despiteQueries?: boolean;
}

/** Where an act on many stands. */
export class BulkActView {
  id!: string;
  @ApiProperty({ enum: BULK_ACTS })
  act!: (typeof BULK_ACTS)[number];
  state!: 'running' | 'stopped' | 'done';
  total!: number;
  done!: number;
  refused!: number;
  /** Nobody refused them, and they did not come through. */
  failed!: number;
  left!: number;
  createdAt!: string;
  settledAt?: string;
  /** The person has read what became of it. */
  isPutAway!: boolean;
  /** It is stopped, and the lines that were begun before are still being done: the counts change still. */
  isEnding!: boolean;
  abilities!: ('stop' | 'resume' | 'put-away')[];
}

export class BulkActList {
  items!: BulkActView[];
}

/** What became of one line; what it is about is told to anyone who may still read it. */
export class BulkLineView {
  seq!: number;
  outcome?: 'done' | 'refused' | 'failed';
  message?: string;
  enrolmentId?: string;
  queryId?: string;
  formId?: string;
  registrationNumber?: string;
  letters?: string;
  /** `Fiche de suivi – M3, Poids`, as far as it is known. */
  about?: string;
}

export class BulkLinePage {
  items!: BulkLineView[];
  next?: string;
}

export class ListBulkLines {
  /** Absent: all of them. */
  @IsOptional()
  @IsIn(['done', 'refused', 'failed', 'left'], { message: 'Choisissez\u00a0: done, refused, failed ou left.' })
  outcome?: 'done' | 'refused' | 'failed' | 'left';

  @IsOptional()
  @IsString({ message: 'Indiquez un seul repère de page.' })
  cursor?: string;
}
