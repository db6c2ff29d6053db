import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessLog } from './journal/access-log.js';
import { Audiences } from './mail/audiences.js';
import { Brakes, brakesModule } from './http/brakes.js';
import { CONFIG, type Config } from './config/config.js';
import { DeclaredQuery } from './http/declared-query.interceptor.js';
import { Desks } from './desks.js';
import { DayDigest } from './mail/day-digest.js';
import { Health } from './health/health.js';
import { Idempotency } from './http/idempotency.js';
import { Jobs } from './jobs/jobs.js';
import { Journal } from './journal/journal.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveSignal } from './live/live-signal.js';
import { Mailer } from './mail/mail.js';
import { Parts } from './health/parts.js';
import { Pdf } from './pdf/pdf.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Seals } from './journal/seals.service.js';
import type { SumTable } from './database/sums.js';
import { SUM_TABLES, Sums } from './jobs/sums.service.js';
import { TransactionInterceptor } from './request/transaction.interceptor.js';
import { Validation } from './http/validation.js';
import { Stories } from './journal/stories.js';
import { ActRegistry, LetterRegistry, LookRegistry, TaskRegistry } from '#kernel/domain';

/** What capabilities declare, folded. */
export interface Declared {
  readonly acts: ActRegistry;
  readonly letters: LetterRegistry;
  readonly tasks: TaskRegistry;
  readonly sums: readonly SumTable[];
  readonly looks: LookRegistry;
}

/** What every capability stands on. */
@Global()
@Module({})
export class KernelModule {
  static with(config: Config, declared: Declared): DynamicModule {
    return {
      module: KernelModule,
      imports: [brakesModule(config)],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: ActRegistry, useValue: declared.acts },
        { provide: LetterRegistry, useValue: declared.letters },
        { provide: TaskRegistry, useValue: declared.tasks },
        { provide: LookRegistry, useValue: declared.looks },
        { provide: SUM_TABLES, useValue: declared.sums },
        Desks,
        Audiences,
        Brakes,
        { provide: APP_GUARD, useExisting: Brakes },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: DeclaredQuery },
        { provide: APP_INTERCEPTOR, useClass: TransactionInterceptor },
        { provide: APP_PIPE, useClass: Validation },
        LiveSignal,
        LiveFeed,
        Journal,
        AccessLog,
        DayDigest,
        Idempotency,
        Health,
        Jobs,
        Mailer,
        Pdf,
        Seals,
        Sums,
        Stories,
        Parts,
      ],
      exports: [
        TaskRegistry,
        Desks,
        CONFIG,
        ActRegistry,
        LetterRegistry,
        LookRegistry,
        Audiences,
        Brakes,
        LiveFeed,
        Journal,
        AccessLog,
        DayDigest,
        Idempotency,
        Health,
        Jobs,
        Mailer,
        Pdf,
        Seals,
        Stories,
      ],
    };
  }
}
