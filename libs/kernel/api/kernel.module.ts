import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessLog } from './access-log.js';
import { Audiences } from './audiences.js';
import { Brakes, brakesModule } from './brakes.js';
import { CONFIG, type Config } from './config.js';
import { DeclaredQuery } from './declared-query.interceptor.js';
import { DayDigest } from './day-digest.js';
import { Health } from './health.js';
import { Idempotency } from './idempotency.js';
import { Jobs } from './jobs.js';
import { Journal } from './journal.js';
import { LiveFeed } from './live-feed.js';
import { LiveSignal } from './live-signal.js';
import { Mailer } from './mail.js';
import { Parts } from './parts.js';
import { Pdf } from './pdf.js';
import { ProblemFilter } from './problem.filter.js';
import { Seals } from './seals.service.js';
import { TransactionInterceptor } from './transaction.interceptor.js';
import { Validation } from './validation.js';
import { ActRegistry, LetterRegistry } from '#kernel/domain';

/** What every capability stands on. */
@Global()
@Module({})
export class KernelModule {
  static with(config: Config, acts: ActRegistry, letters: LetterRegistry): DynamicModule {
    return {
      module: KernelModule,
      imports: [brakesModule(config)],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: ActRegistry, useValue: acts },
        { provide: LetterRegistry, useValue: letters },
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
        Parts,
      ],
      exports: [
        CONFIG,
        ActRegistry,
        LetterRegistry,
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
      ],
    };
  }
}
